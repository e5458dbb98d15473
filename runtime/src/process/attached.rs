//! A process that somebody else has launched: found by its number, recognised, watched, and left alive.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal, test_kill_process};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::{Ended, Fate, Words, started};
use crate::handshake::{Reattach, StartTime};

/// A running or ended process of somebody else's. Dropping it leaves the process alone.
///
/// Its handle means the process that was found, and never one that has its number later.
#[derive(Debug)]
pub(crate) struct Attached {
    pid: u32,
    started: Option<StartTime>,
    handle: Option<Arc<AsyncFd<OwnedFd>>>,
    /// Whether it is certain that this process is the plugin.
    proven: bool,
    fate: Fate,
    _watch: JoinSet<()>,
}

/// Why there is nothing to attach to.
#[derive(Debug)]
pub(crate) enum Missing {
    /// There is no such process, or it has ended.
    Gone(io::Error),
    /// The number is another process's now.
    Another,
    /// The system does not say.
    Unknown(io::Error),
}

impl Attached {
    /// Finds the process that is meant: the one with this number, which started then, if that is known.
    ///
    /// The order matters: once there is a handle, the number stays with its process for as long as that is alive.
    pub(crate) fn find(reattach: &Reattach, lines: usize) -> Result<Self, Missing> {
        let (pid, start) = (reattach.pid, reattach.started.as_ref());
        let number = i32::try_from(pid).ok().and_then(Pid::from_raw).ok_or_else(gone)?;
        let handle = open(number)?;
        let ticks = started::ticks(pid).and_then(started::in_this_run);
        if start.zip(ticks.as_ref()).is_some_and(|(meant, found)| meant != found) {
            return Err(Missing::Another);
        }
        if handle.as_ref().is_some_and(|handle| has_ended(handle.get_ref())) {
            return Err(gone());
        }
        let (ended, fate) = watch::channel(None);
        let mut watch = JoinSet::new();
        watch.spawn(watching(number, handle.clone(), ended));
        let proven = start.is_some() && ticks.is_some();
        let fate = Fate::new(fate, Words::new(lines));
        let fate = if reattach.test { fate.debugged() } else { fate };
        Ok(Self { pid, started: ticks, handle, proven, fate, _watch: watch })
    }

    /// The system says that this process listens where the plugin does.
    pub(crate) fn prove(&mut self) {
        self.proven = true;
    }

    pub(crate) fn pid(&self) -> u32 {
        self.pid
    }

    pub(super) fn started(&self) -> Option<&StartTime> {
        self.started.as_ref()
    }

    pub(crate) fn fate(&self) -> &Fate {
        &self.fate
    }

    /// Whether it may be signalled: it is the plugin for certain, and cannot be mistaken for a later one.
    pub(crate) fn is_proven(&self) -> bool {
        self.proven && self.handle.is_some()
    }

    /// Sends a signal, to a proven process only.
    pub(super) fn signal(&self, signal: Signal) -> io::Result<()> {
        let handle = self.handle.as_ref().filter(|_| self.is_proven()).ok_or(io::ErrorKind::Unsupported)?;
        match pidfd_send_signal(handle.get_ref(), signal) {
            Err(Errno::SRCH) => Ok(()), // It is gone.
            sent => Ok(sent?),
        }
    }
}

/// A handle on the process; None where the system has no such thing.
fn open(pid: Pid) -> Result<Option<Arc<AsyncFd<OwnedFd>>>, Missing> {
    match pidfd_open(pid, PidfdFlags::empty()) {
        Ok(handle) => Ok(Some(Arc::new(registered(handle).map_err(Missing::Unknown)?))),
        // A number of a thread is no process's either.
        Err(Errno::SRCH | Errno::INVAL | Errno::NOENT) => Err(gone()),
        Err(Errno::NOSYS) if is_there(pid) => Ok(None),
        Err(Errno::NOSYS) => Err(gone()),
        Err(error) => Err(Missing::Unknown(error.into())),
    }
}

#[expect(deprecated, reason = "what it warns of is a type that changes its descriptor; an `OwnedFd` does not")]
fn registered(handle: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::with_interest(handle, Interest::READABLE)
}

fn gone() -> Missing {
    Missing::Gone(Errno::SRCH.into())
}

/// Waits for the end. Where there is no handle the number is looked at now and then, as go-plugin does (A3).
async fn watching(pid: Pid, handle: Option<Arc<AsyncFd<OwnedFd>>>, ended: watch::Sender<Option<Ended>>) {
    match handle {
        Some(handle) => {
            // Readable once, and for ever: the process has ended.
            while !has_ended(handle.get_ref()) {
                match handle.readable().await {
                    Ok(mut ready) => ready.clear_ready(),
                    Err(error) => return tracing::warn!(%error, "a plugin's process cannot be watched any more"),
                }
            }
        }
        None => {
            while is_there(pid) {
                tokio::time::sleep(GLANCE).await;
            }
        }
    }
    ended.send_replace(Some(Ended::Unseen));
}

fn has_ended(handle: &OwnedFd) -> bool {
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut [PollFd::new(handle, PollFlags::IN)], Some(&now)).is_ok_and(|count| count > 0)
}

/// A process that may not be signalled is there all the same.
fn is_there(pid: Pid) -> bool {
    !matches!(test_kill_process(pid), Err(Errno::SRCH))
}

/// How often to look at a process of which there is no handle (A3).
const GLANCE: Duration = Duration::from_secs(1);
