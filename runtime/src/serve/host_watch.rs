//! Noticing that the host is gone: a plugin does not outlive it (wire.md D8).
//!
//! Linux could send a signal when the parent dies, but it means the *thread* that spawned, and a host's runtime ends
//! threads as it likes. Pipes and a process handle have no such trap.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, PidfdFlags, getppid, pidfd_open};
use tokio_util::sync::CancellationToken;
use tracing::info;

use super::descriptors::Descriptors;

/// Watches the host from a thread of its own, since user code may block the runtime. Dropping it ends the thread.
#[derive(Debug)]
pub(crate) struct HostWatch {
    _wake: OwnedFd,
}

impl HostWatch {
    /// Cancels `ending` when the host is gone. If the plugin has not ended a moment later, it is ended, and `remains`
    /// removed: files that the host would have.
    pub(crate) fn start(
        descriptors: &Descriptors,
        ending: CancellationToken,
        remains: Vec<PathBuf>,
    ) -> io::Result<Self> {
        let (woken, wake) = pipe_with(PipeFlags::CLOEXEC)?;
        let parent = getppid();
        let pipes = [Arc::clone(&descriptors.stdout), Arc::clone(&descriptors.stderr)];
        let watch = move || {
            if host_ends(parent, &pipes, &woken) {
                end(&ending, &woken, &remains);
            }
        };
        thread::Builder::new().name("pintle-host".to_owned()).stack_size(64 * 1024).spawn(watch)?;
        Ok(Self { _wake: wake })
    }
}

/// Waits for the host's end; `false` if this plugin ends first.
///
/// The host is gone when our parent is, or when nobody holds the other end of both our pipes any more: the parent may be
/// a shell between the two.
fn host_ends(parent: Option<Pid>, pipes: &[Arc<File>; 2], woken: &OwnedFd) -> bool {
    let process = parent.and_then(|parent| pidfd_open(parent, PidfdFlags::empty()).ok());
    let piped: Vec<bool> = pipes.iter().map(is_pipe).collect();
    loop {
        if getppid() != parent {
            return true;
        }
        let gone: Vec<bool> = pipes.iter().zip(&piped).map(|(pipe, piped)| *piped && is_broken(pipe)).collect();
        if gone.iter().all(|gone| *gone) {
            return true;
        }
        let mut watched = vec![PollFd::new(woken, PollFlags::empty())];
        watched.extend(process.iter().map(|process| PollFd::new(process, PollFlags::IN)));
        let whole = pipes.iter().zip(&piped).zip(&gone).filter(|((_, piped), gone)| **piped && !**gone);
        watched.extend(whole.map(|((pipe, _), _)| PollFd::new(pipe, PollFlags::empty())));
        // Without a process handle the parent is looked at now and then.
        let _ = poll(&mut watched, Some(&GLANCE));
        if !watched[0].revents().is_empty() {
            return false;
        }
    }
}

/// Ends the plugin: gracefully if it can, at once if it does not.
fn end(ending: &CancellationToken, woken: &OwnedFd, remains: &[PathBuf]) {
    info!("the host is gone; the plugin ends");
    ending.cancel();
    let mut watched = [PollFd::new(woken, PollFlags::empty())];
    let patience = Timespec { tv_sec: 1, tv_nsec: 0 };
    let in_time = poll(&mut watched, Some(&patience)).is_ok_and(|count| count > 0);
    if !in_time {
        remove(remains);
        #[expect(clippy::exit, reason = "user code blocks the runtime, and nobody is left to end this process")]
        std::process::exit(1);
    }
}

/// Removes files, and directories with whatever else the plugin has left in them.
pub(crate) fn remove(remains: &[PathBuf]) {
    for path in remains {
        let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir_all(path));
    }
}

fn is_pipe(file: &Arc<File>) -> bool {
    use std::os::unix::fs::FileTypeExt;
    file.metadata().is_ok_and(|metadata| metadata.file_type().is_fifo())
}

fn is_broken(pipe: &Arc<File>) -> bool {
    let mut watched = [PollFd::from_borrowed_fd(pipe.as_fd(), PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut watched, Some(&now)).is_ok() && watched[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// How often to look at the parent where the system has no handle for it.
const GLANCE: Timespec = Timespec { tv_sec: 0, tv_nsec: Duration::from_millis(500).as_nanos() as i64 };
