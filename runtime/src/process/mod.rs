//! A launched program: its start, its three streams, its end. No protocol is known here beyond the line a caller waits
//! for.

mod attached;
mod family;
mod fate;
mod group;
mod hold;
mod image;
mod lines;
mod spawn;
mod started;
mod tail;

use std::io;
use std::sync::Arc;

use rustix::process::{Pid, Signal};
use tokio::process::Child;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

pub(crate) use attached::{Attached, Missing};
pub(crate) use family::Family;
pub(crate) use fate::{Ended, Fate, Words};
pub(crate) use group::Group;
pub(crate) use hold::Hold;
pub(crate) use image::{Image, Wanted};
pub(crate) use lines::{Extent, Lines, Piece};
pub(crate) use spawn::spawn;
pub(crate) use tail::Tail;

use crate::handshake::StartTime;

/// A running or ended child. Dropping it kills the child and its family, unless they shall [live on](Process::live_on), and the
/// runtime reaps it.
#[derive(Debug)]
pub(crate) struct Process {
    pid: u32,
    /// Its start in ticks, by which to tell it from one that has its number later.
    started: Option<u64>,
    family: Arc<Family>,
    fate: Fate,
    killed: CancellationToken,
    lives_on: bool,
    _tasks: JoinSet<()>,
}

/// The number of this very process, and when it started.
pub(crate) fn myself() -> (u32, Option<StartTime>) {
    let pid = std::process::id();
    (pid, started::ticks(pid).and_then(started::in_this_run))
}

impl Process {
    /// Owns `child` from now on; `tasks` read its streams.
    pub(crate) fn new(child: Child, family: Family, words: Words, mut tasks: JoinSet<()>) -> Self {
        let (exited, ended) = watch::channel(None);
        let killed = CancellationToken::new();
        let pid = child.id().unwrap_or_default();
        let family = Arc::new(family);
        // Nobody has waited for it yet: the number is certainly its own.
        let started = started::ticks(pid);
        tasks.spawn(reap(child, Arc::clone(&family), exited, killed.clone()));
        Self { pid, started, family, fate: Fate::new(ended, words), killed, lives_on: false, _tasks: tasks }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    fn started(&self) -> Option<u64> {
        self.started
    }

    /// Where to learn of its end.
    pub(crate) fn fate(&self) -> &Fate {
        &self.fate
    }

    /// From now on it outlives this value, if it was started as a daemon.
    pub(crate) fn live_on(&mut self) {
        self.lives_on = self.family.is_daemon();
    }

    /// Asks the process and its family to end (SIGTERM).
    pub(crate) fn terminate(&self) -> io::Result<()> {
        match self.signalled() {
            Some(pid) => self.family.signal(pid, Signal::TERM),
            None => Ok(()),
        }
    }

    /// Ends the process and its family (SIGKILL).
    pub(crate) fn kill(&self) {
        self.killed.cancel();
    }

    /// The same, before this returns, and not when the runtime next runs its tasks.
    pub(crate) fn kill_at_once(&self) {
        if let Some(pid) = self.signalled() {
            let _ = self.family.signal(pid, Signal::KILL); // An error means that it is gone.
        }
    }

    /// The process id, while it is certainly still this process's.
    fn signalled(&self) -> Option<Pid> {
        if self.fate.is_over() {
            return None;
        }
        Pid::from_raw(i32::try_from(self.pid).ok()?)
    }
}

/// At once, and not when the runtime next runs its tasks: there may be no such time.
impl Drop for Process {
    fn drop(&mut self) {
        if !self.lives_on {
            self.kill_at_once();
        }
    }
}

/// Waits for the child, and kills it when told to; what it has started ends with it. Dropped, it drops the child, which is
/// set to be killed then.
async fn reap(mut child: Child, family: Arc<Family>, exited: watch::Sender<Option<Ended>>, killed: CancellationToken) {
    let status = tokio::select! {
        status = child.wait() => status,
        () = killed.cancelled() => {
            // It has not been waited for; an error means that it is gone.
            let number = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
            let _ = number.map(|number| family.signal(number, Signal::KILL));
            child.wait().await
        }
    };
    family.survived();
    match status {
        Ok(status) => _ = exited.send(Some(Ended::With(status))),
        Err(error) => tracing::warn!(%error, "a plugin's end could not be waited for"),
    }
}
