//! The plugin's standard streams: taken before any of its code runs, so that nothing but the handshake line reaches the
//! host's ears on stdout (wire.md L4).

use std::fs::File;
use std::io::{self, Write as _};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;

use rustix::io::fcntl_dupfd_cloexec;
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::stdio::{dup2_stderr, dup2_stdout, stderr, stdout};

use crate::error::TransportError;

/// The original stdout and stderr.
///
/// Until the handshake line is out, file descriptor 1 leads to the original stderr: what user code prints early is shown
/// with the host's logs. Afterwards [`redirect`](Self::redirect) leads 1 and 2 into pipes.
#[derive(Debug, Clone)]
pub(crate) struct Descriptors {
    pub(crate) stdout: Arc<File>,
    pub(crate) stderr: Arc<File>,
}

/// The stderr of a plugin that keeps it, for its logs.
pub(super) fn stderr_alone() -> Result<Arc<File>, TransportError> {
    let taken = duplicate(stderr()).map(Arc::new);
    taken.map_err(|source| TransportError::Descriptors { action: "taken", source })
}

impl Descriptors {
    /// Takes both streams, and points file descriptor 1 at stderr.
    pub(crate) fn take() -> Result<Self, TransportError> {
        let take = || -> io::Result<Self> {
            let (stdout, stderr) = (duplicate(stdout())?, duplicate(stderr())?);
            dup2_stdout(&stderr)?;
            Ok(Self { stdout: Arc::new(stdout), stderr: Arc::new(stderr) })
        };
        take().map_err(|source| TransportError::Descriptors { action: "taken", source })
    }

    /// Writes the handshake line, the only thing ever written to the original stdout.
    pub(crate) fn announce(&self, line: &str) -> Result<(), TransportError> {
        let written = (&*self.stdout).write_all(format!("{line}\n").as_bytes());
        written.map_err(|source| TransportError::Descriptors { action: "written to", source })
    }

    /// Leads file descriptors 1 and 2 into new pipes, and gives the ends to read from.
    pub(crate) fn redirect(&self) -> Result<Redirected, TransportError> {
        let redirect = || -> io::Result<Redirected> {
            let (stdout, write_stdout) = pipe_with(PipeFlags::CLOEXEC)?;
            let (stderr, write_stderr) = pipe_with(PipeFlags::CLOEXEC)?;
            dup2_stdout(write_stdout)?;
            dup2_stderr(write_stderr)?;
            Ok(Redirected { stdout, stderr })
        };
        redirect().map_err(|source| TransportError::Descriptors { action: "redirected", source })
    }

    /// Leads both back to the original stderr, which ends the pipes unless a child of the plugin holds them.
    pub(crate) fn restore(&self) {
        let _ = io::stdout().flush();
        // Without these the plugin prints into a pipe that nobody reads; it is about to end.
        let _ = dup2_stdout(&*self.stderr);
        let _ = dup2_stderr(&*self.stderr);
    }
}

/// Where to read what the plugin prints.
#[derive(Debug)]
pub(crate) struct Redirected {
    pub(crate) stdout: OwnedFd,
    pub(crate) stderr: OwnedFd,
}

fn duplicate(descriptor: impl AsFd) -> io::Result<File> {
    // Not one of the three: they may be closed, and the next descriptor opened would then take the place.
    Ok(File::from(fcntl_dupfd_cloexec(descriptor, 3)?))
}
