//! A launched program: its start, its three streams, its end. No protocol is known here beyond the line a caller waits
//! for.

mod family;
mod group;
mod lines;
mod spawn;
mod tail;

use std::io;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use rustix::process::{Pid, Signal};
use tokio::process::Child;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

pub(crate) use family::Family;
pub(crate) use group::Group;
pub(crate) use lines::{Extent, Lines, Piece};
pub(crate) use spawn::spawn;
pub(crate) use tail::Tail;

use crate::error::LastWords;

/// A running or ended child. Dropping it kills the child and its family, unless it is a daemon, and the runtime reaps it.
#[derive(Debug)]
pub(crate) struct Process {
    pid: u32,
    family: Arc<Family>,
    exit: watch::Receiver<Option<ExitStatus>>,
    words: Words,
    killed: CancellationToken,
    _tasks: JoinSet<()>,
}

/// The last lines of the child's streams, shared with whoever reads them.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) stdout: Arc<Tail>,
    pub(crate) stderr: Arc<Tail>,
}

impl Words {
    /// Keeps so many lines of each stream.
    pub(crate) fn new(lines: usize) -> Self {
        Self { stdout: Arc::new(Tail::new(lines)), stderr: Arc::new(Tail::new(lines)) }
    }
}

impl Process {
    /// Owns `child` from now on; `tasks` read its streams.
    pub(crate) fn new(child: Child, family: Family, words: Words, mut tasks: JoinSet<()>) -> Self {
        let (exited, exit) = watch::channel(None);
        let killed = CancellationToken::new();
        let pid = child.id().unwrap_or_default();
        let family = Arc::new(family);
        tasks.spawn(reap(child, Arc::clone(&family), exited, killed.clone()));
        Self { pid, family, exit, words, killed, _tasks: tasks }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    /// How the process ended, once it has.
    pub(crate) fn exit(&self) -> watch::Receiver<Option<ExitStatus>> {
        self.exit.clone()
    }

    /// Waits at most `patience` for the process to end by itself.
    pub(crate) async fn ended(&self, patience: Duration) -> Option<ExitStatus> {
        let mut exit = self.exit.clone();
        let status = timeout(patience, exit.wait_for(Option::is_some)).await.ok()?;
        status.ok().and_then(|status| *status)
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

    /// Everything seen of it so far. A process that has just ended gets a moment to have its pipes read to the end;
    /// not longer, since a grandchild may hold them open (D2).
    pub(crate) async fn last_words(&self) -> LastWords {
        last_words(&self.exit, &self.words).await
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// The process id, while it is certainly still this process's.
    fn signalled(&self) -> Option<Pid> {
        if self.exit.borrow().is_some() {
            return None;
        }
        Pid::from_raw(i32::try_from(self.pid).ok()?)
    }
}

/// At once, and not when the runtime next runs its tasks: there may be no such time.
impl Drop for Process {
    fn drop(&mut self) {
        if let Some(pid) = self.signalled().filter(|_| !self.family.is_daemon()) {
            let _ = self.family.signal(pid, Signal::KILL); // An error means that it is gone.
        }
    }
}

/// What is known of a process: its status, and the last lines of its streams.
pub(crate) async fn last_words(exit: &watch::Receiver<Option<ExitStatus>>, words: &Words) -> LastWords {
    const DRAIN: Duration = Duration::from_millis(50);
    let status = *exit.borrow();
    if status.is_some() {
        let _ = timeout(DRAIN, async { tokio::join!(words.stdout.closed(), words.stderr.closed()) }).await;
    }
    LastWords { status, stdout: words.stdout.lines(), stderr: words.stderr.lines() }
}

/// Waits for the child, and kills it when told to; what it has started ends with it. Dropped, it drops the child, which is
/// set to be killed then.
async fn reap(
    mut child: Child,
    family: Arc<Family>,
    exited: watch::Sender<Option<ExitStatus>>,
    killed: CancellationToken,
) {
    let status = tokio::select! {
        status = child.wait() => status,
        () = killed.cancelled() => {
            let _ = child.start_kill(); // An error means that it is gone.
            child.wait().await
        }
    };
    family.survived();
    match status {
        Ok(status) => _ = exited.send(Some(status)),
        Err(error) => tracing::warn!(%error, "a plugin's end could not be waited for"),
    }
}
