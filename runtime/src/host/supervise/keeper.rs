//! The task that keeps a plugin alive: watch, end, wait, start.

use std::sync::Arc;
use std::time::Duration;

use tokio::process::Command;
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Instant, sleep};

use super::event::GaveUp;
use super::pace::Pace;
use super::{Event, Live, Supervision};
use crate::error::{CallError, Error};
use crate::host::launch::launch;
use crate::host::settings::Settings;
use crate::host::{Exit, Plugin};

/// What a generation is started from.
pub(in crate::host) struct Start {
    pub(in crate::host) command: Command,
    pub(in crate::host) settings: Settings,
}

impl Start {
    pub(super) async fn launch(&mut self) -> Result<Plugin, Error> {
        launch(&mut self.command, &self.settings).await
    }
}

/// Whoever asks for the end, and waits for how it went.
type Stop = oneshot::Sender<Result<Exit, Error>>;

pub(super) struct Keeper {
    live: Arc<Live>,
    start: Start,
    policy: Supervision,
    pace: Pace,
    generation: u64,
}

impl Keeper {
    pub(super) fn new(live: Arc<Live>, start: Start, policy: Supervision) -> Self {
        let pace = Pace::new(&policy);
        Self { live, start, policy, pace, generation: 1 }
    }

    /// Starts the first generation. Whoever waits for it learns soon why it does not start.
    pub(super) async fn first(&mut self) -> Result<Plugin, Error> {
        for _ in 1..FIRST_ATTEMPTS {
            let error = match self.start.launch().await {
                Ok(plugin) => return Ok(plugin),
                Err(error) => error,
            };
            match self.pace.next(Duration::ZERO, std::time::Instant::now()) {
                Some(after) if error.may_pass() => sleep(after).await,
                _ => return Err(error),
            }
            self.generation += 1;
        }
        self.start.launch().await
    }

    /// Keeps the plugin alive, from its first generation until it is stopped or no more may be started.
    pub(super) async fn keep(mut self, first: Plugin, mut stop: mpsc::Receiver<Stop>) {
        let mut plugin = first;
        loop {
            let born = Instant::now();
            tokio::select! {
                () = self.watch(&plugin) => {}
                Some(ended) = stop.recv() => return self.stopped(&plugin, ended).await,
            }
            drop(plugin);
            let next = tokio::select! {
                next = self.restarted(born.elapsed()) => next,
                // Whoever waits learns that there was none to end.
                Some(_) = stop.recv() => return self.live.over(CallError::Stopped),
            };
            plugin = match next {
                Ok(next) => next,
                Err(reason) => return self.gave_up(reason),
            };
            self.live.up(plugin.clone());
        }
    }

    /// Watches a generation until it has ended, or was ended because it did not answer.
    async fn watch(&self, plugin: &Plugin) {
        let generation = self.generation;
        self.live.tell(Event::Started { generation, pid: plugin.pid() });
        tokio::select! {
            _ = plugin.ended() => {}
            () = plugin.parted() => {
                self.live.down();
                // It is about to end; or it lives on, and nobody can call it.
                plugin.end_after(MOMENT).await;
            }
            () = self.probed(plugin) => {
                self.live.down();
                plugin.end_after(Duration::ZERO).await;
            }
        }
        self.live.down();
        let last_words = Arc::new(plugin.last_words().await);
        self.live.tell(Event::Exited { generation, last_words });
    }

    /// Probes until too many went unanswered.
    async fn probed(&self, plugin: &Plugin) {
        let (generation, mut probes, mut healthy) = (self.generation, 0, false);
        loop {
            sleep(self.policy.probe_every).await;
            match plugin.ping(self.policy.probe_timeout).await {
                Ok(()) => {
                    if !healthy {
                        self.live.tell(Event::Healthy { generation });
                    }
                    (probes, healthy) = (0, true);
                }
                Err(error) => {
                    (probes, healthy) = (probes + 1, false);
                    self.live.tell(Event::Unhealthy { generation, error: Arc::new(error), probes });
                    if probes == self.policy.unanswered {
                        return;
                    }
                }
            }
        }
    }

    /// Starts the next generation, as often as it makes sense.
    async fn restarted(&mut self, mut lived: Duration) -> Result<Plugin, GaveUp> {
        loop {
            let Some(after) = self.pace.next(lived, std::time::Instant::now()) else {
                return Err(GaveUp::TooOften { restarts: self.policy.restarts, within: self.policy.window });
            };
            self.generation += 1;
            let generation = self.generation;
            self.live.tell(Event::Restarting { generation, after });
            sleep(after).await;
            match self.start.launch().await {
                Ok(plugin) => return Ok(plugin),
                Err(error) if error.may_pass() => {
                    self.live.tell(Event::NotStarted { generation, error: Arc::new(error) });
                }
                Err(error) => return Err(GaveUp::Hopeless(Arc::new(error))),
            }
            lived = Duration::ZERO;
        }
    }

    fn gave_up(&self, reason: GaveUp) {
        self.live.over(CallError::GaveUp { reason: reason.to_string() });
        self.live.tell(Event::GaveUp { generation: self.generation, reason });
    }

    async fn stopped(&self, plugin: &Plugin, ended: Stop) {
        self.live.over(CallError::Stopped);
        // Whoever asked may wait no more.
        let _ = ended.send(plugin.shutdown().await);
    }
}

/// How often the first start is tried.
const FIRST_ATTEMPTS: u32 = 3;
/// How long a plugin that has closed its connection may take to end.
const MOMENT: Duration = Duration::from_millis(500);
