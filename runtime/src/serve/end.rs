//! A plugin's end, step by step: calls in flight, the plugin's own hook, what was printed, the connections.

use std::fmt;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::pin::Pin;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

/// A plugin's end, as its own hook sees it: see [`Server::on_shutdown`](crate::Server::on_shutdown).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ending {
    /// Why the plugin ends.
    pub reason: EndReason,
    /// How long the hook may take; then the plugin ends without it.
    pub remaining: Duration,
}

/// Why a plugin ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndReason {
    /// The host has asked it to (wire.md K1).
    Asked,
    /// SIGTERM; of a plugin that a person runs, Ctrl-C too.
    Terminated,
    /// Its host is gone.
    HostGone,
    /// The shutdown file is there: see [`Server::shutdown_file`](crate::Server::shutdown_file).
    ShutdownFile,
}

/// What a plugin wants to do before it ends.
pub(super) type Hook = Box<dyn FnOnce(Ending) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send>;

/// How far the end has come. Each step is told to whoever waits for it.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    /// Until when the host that has asked for the end waits for it.
    pub(crate) asked: watch::Sender<Option<Instant>>,
    /// Cancelled when the host is gone.
    pub(crate) orphaned: CancellationToken,
    /// Cancelled when no more calls are taken.
    pub(crate) ending: CancellationToken,
    /// Cancelled when nothing is left to do for calls or the hook.
    pub(crate) settled: CancellationToken,
    /// Cancelled when the connections may end.
    pub(crate) parting: CancellationToken,
    /// The calls in flight.
    pub(crate) calls: TaskTracker,
}

impl Default for Steps {
    fn default() -> Self {
        let token = CancellationToken::new;
        let (asked, calls) = (watch::Sender::new(None), TaskTracker::new());
        Self { asked, orphaned: token(), ending: token(), settled: token(), parting: token(), calls }
    }
}

/// How the last of a plugin's work went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settled {
    pub(crate) reason: EndReason,
    /// How many calls in flight had not finished in time.
    pub(crate) cut_off: usize,
    pub(crate) hook: Hooked,
}

/// How a plugin's own hook went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hooked {
    /// There is none.
    Absent,
    Finished,
    Panicked,
    /// It was given up.
    TooLate,
}

/// How a plugin ends.
pub(crate) struct Manner {
    /// How long calls in flight may take.
    pub(super) grace: Duration,
    /// How long the host waits after SIGTERM.
    pub(super) terminate: Duration,
    pub(super) hook: Option<Hook>,
    pub(super) file: Option<PathBuf>,
}

impl Manner {
    /// Waits for a reason to end, of which `terminated` is one, and then until nothing is left to do for calls and the hook.
    pub(crate) async fn settle(self, terminated: impl Future<Output = ()>, steps: &Steps) -> Settled {
        let (reason, time) = reason(terminated, self.terminate, self.file.as_ref(), steps).await;
        // What is still to be done has a moment.
        let deadline = Instant::now() + time.mul_f32(0.9);
        steps.ending.cancel();
        // The hook has at least half of the time.
        let now = Instant::now();
        let time = deadline.saturating_duration_since(now);
        let grace = if self.hook.is_some() { self.grace.min(time / 2) } else { self.grace.min(time) };
        steps.calls.close();
        let cut_off = match timeout_at(now + grace, steps.calls.wait()).await {
            Ok(()) => 0,
            Err(_) => steps.calls.len(),
        };
        if cut_off > 0 {
            info!(calls = cut_off, "calls in flight are cut off");
        }
        let hook = hooked(self.hook, reason, deadline).await;
        steps.settled.cancel();
        Settled { reason, cut_off, hook }
    }
}

impl fmt::Debug for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Manner").field("grace", &self.grace).field("hook", &self.hook.is_some()).finish_non_exhaustive()
    }
}

/// Runs the hook, if there is one, and gives it up at the deadline.
async fn hooked(hook: Option<Hook>, reason: EndReason, deadline: Instant) -> Hooked {
    let Some(hook) = hook else { return Hooked::Absent };
    let remaining = deadline.saturating_duration_since(Instant::now());
    let run = AssertUnwindSafe(async move { hook(Ending { reason, remaining }).await }).catch_unwind();
    match timeout_at(deadline, run).await {
        Ok(Ok(())) => Hooked::Finished,
        Ok(Err(_)) => {
            debug!("the shutdown hook panicked"); // The panic hook has told.
            Hooked::Panicked
        }
        Err(_) => {
            warn!("the shutdown hook took too long");
            Hooked::TooLate
        }
    }
}

/// Why the plugin is to end, and how long it may take; `terminate` where SIGTERM is why.
async fn reason(
    terminated: impl Future<Output = ()>,
    terminate: Duration,
    file: Option<&PathBuf>,
    steps: &Steps,
) -> (EndReason, Duration) {
    let mut asked = steps.asked.subscribe();
    tokio::select! {
        // The sender is ours, so there is a value.
        Ok(by) = asked.wait_for(Option::is_some) => {
            let by = by.unwrap_or_else(Instant::now);
            (EndReason::Asked, by.saturating_duration_since(Instant::now()))
        }
        () = terminated => (EndReason::Terminated, terminate),
        () = steps.orphaned.cancelled() => (EndReason::HostGone, ORPHANED),
        () = appears(file) => (EndReason::ShutdownFile, UNHURRIED),
    }
}

/// Waits for a file, and takes it away.
async fn appears(file: Option<&PathBuf>) {
    let Some(file) = file else { return std::future::pending().await };
    let mut last = None;
    loop {
        match std::fs::remove_file(file) {
            Ok(()) => return debug!(file = %file.display(), "the shutdown file is there: the plugin ends"),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => last = None,
            Err(error) if last == Some(error.kind()) => {}
            Err(error) => {
                warn!(%error, file = %file.display(), "the shutdown file cannot be taken away");
                last = Some(error.kind());
            }
        }
        tokio::time::sleep(GLANCE).await;
    }
}

/// A hook of any kind.
pub(super) fn hook<F, T>(hook: F) -> Hook
where
    F: FnOnce(Ending) -> T + Send + 'static,
    T: Future<Output = ()> + Send + 'static,
{
    Box::new(|ending| Box::pin(hook(ending)))
}

/// How long a Go host waits once it has asked, before it kills (wire.md D1).
pub(crate) const GO_PATIENCE: Duration = Duration::from_secs(2);
/// How long a host waits after SIGTERM that does not say.
pub(super) const TERMINATE: Duration = Duration::from_secs(1);
/// The guard of a host that is gone gives a plugin a second.
const ORPHANED: Duration = Duration::from_millis(900);
/// A plugin that nobody waits for.
const UNHURRIED: Duration = Duration::from_secs(10);
/// How often the shutdown file is looked for.
const GLANCE: Duration = Duration::from_millis(500);
