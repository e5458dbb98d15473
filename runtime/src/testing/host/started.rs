//! A plugin that a scripted host has started.

use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::process::{Pid, getpgid};
use tempfile::TempDir;
use tokio::process::Child;
use tokio::time::{sleep, timeout};

use super::{Approach, Connection, Output, Session, Signal, process};
use crate::address::Address;
use crate::error::TransportError;
use crate::handshake::{Line, LineError};
use crate::process::{Family, Group, spawn};
use crate::transport::dial;

/// A running or ended plugin, as it is: nothing has been said to it yet. When this is dropped it is killed, with all that
/// it has started, and its directory is removed; so it is if this program is killed.
#[derive(Debug)]
pub struct Started {
    pid: u32,
    group: Option<u32>,
    child: Child,
    family: Option<Family>,
    stdout: Output,
    stderr: Output,
    directory: TempDir,
}

impl Started {
    pub(super) fn start(mut command: Command) -> Result<Self, TransportError> {
        let program = Path::new(command.get_program()).to_owned();
        let failed = |source| TransportError::Spawn { program: program.clone(), source };
        let directory = tempfile::Builder::new().prefix("pintle-host-").tempdir().map_err(failed)?;
        command.env("TMPDIR", directory.path());
        let family = Family::Guarded(Group::new(directory.path()).map_err(failed)?);
        let spawned = spawn(&mut command.into(), &program, &family)?;
        let pid = spawned.child.id().unwrap_or_default();
        let group = i32::try_from(pid).ok().and_then(Pid::from_raw).and_then(|pid| getpgid(Some(pid)).ok());
        Ok(Self {
            pid,
            group: group.and_then(|group| u32::try_from(group.as_raw_nonzero().get()).ok()),
            child: spawned.child,
            family: Some(family),
            stdout: Output::of(spawned.stdout),
            stderr: Output::of(spawned.stderr),
            directory,
        })
    }

    /// The handshake line, with its newline, as it was printed.
    ///
    /// # Errors
    ///
    /// When the plugin ends first, or `patience` does.
    pub async fn first_line(&mut self, patience: Duration) -> Result<String, NoLine> {
        let whole = |bytes: &[u8], _: bool| bytes.contains(&b'\n');
        let in_time = self.stdout.until(patience, whole).await;
        let text = self.stdout.text();
        match text.split_inclusive('\n').next() {
            Some(line) if line.ends_with('\n') => Ok(line.to_owned()),
            start if in_time => Err(NoLine::Ended { start: start.unwrap_or_default().to_owned() }),
            start => Err(NoLine::Silent { start: start.unwrap_or_default().to_owned(), patience }),
        }
    }

    /// The handshake line.
    ///
    /// # Errors
    ///
    /// When there is none within `patience`, or the first line is none.
    pub async fn line(&mut self, patience: Duration) -> Result<Line, NoLine> {
        let text = self.first_line(patience).await?;
        text.parse().map_err(|source| NoLine::Other { text, source })
    }

    /// What has come on stdout so far, the line included.
    pub fn stdout(&mut self) -> &mut Output {
        &mut self.stdout
    }

    /// What has come on stderr so far.
    pub fn stderr(&mut self) -> &mut Output {
        &mut self.stderr
    }

    /// Its process number.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Its `TMPDIR`.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Sends it a signal, and nobody else.
    ///
    /// # Errors
    ///
    /// When it has ended.
    pub fn signal(&self, signal: Signal) -> io::Result<()> {
        match self.child.id() {
            Some(pid) => process::send(pid, signal),
            None => Err(rustix::io::Errno::SRCH.into()),
        }
    }

    /// Closes our ends of its streams, as the end of a host does.
    pub fn hang_up(&mut self) {
        self.stdout.close();
        self.stderr.close();
    }

    /// Waits for its end; `None` if that takes longer than `patience`.
    pub async fn ended(&mut self, patience: Duration) -> Option<ExitStatus> {
        timeout(patience, self.child.wait()).await.ok()?.ok()
    }

    /// Waits until nothing that it has started runs any more; else the numbers of the processes that do. There are none to
    /// be seen where there is no `/proc`.
    pub async fn left_behind(&self, patience: Duration) -> Vec<u32> {
        let left = || self.group.map(process::members).unwrap_or_default();
        let gone = async {
            // Nothing tells of the ends of other people's children.
            while !left().is_empty() {
                sleep(Duration::from_millis(10)).await;
            }
        };
        if timeout(patience, gone).await.is_ok() { Vec::new() } else { left() }
    }

    /// A new connection to where the line says that it listens, in the manner of `approach`.
    ///
    /// # Errors
    ///
    /// When there is no connection, or TLS or HTTP/2 fail at their start. With TLS 1.3 a host that is refused may learn of it
    /// in its first call only.
    pub async fn connect(&self, address: &Address, approach: &Approach) -> io::Result<Connection> {
        Connection::over(dial(address).await?, approach).await
    }

    /// A new connection for many streams (yamux), as hosts that multiplex have one (wire.md X2).
    ///
    /// # Errors
    ///
    /// When there is no connection.
    pub async fn session(&self, address: &Address) -> io::Result<Session> {
        Ok(Session::over(dial(address).await?))
    }
}

/// Its ports and files are free again afterwards.
impl Drop for Started {
    fn drop(&mut self) {
        let ended = matches!(self.child.try_wait(), Ok(Some(_)));
        self.family = None;
        let patience = Instant::now() + Duration::from_secs(1);
        // SIGKILL takes a moment.
        while !ended && process::runs(self.pid) && Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Why there is no line.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum NoLine {
    /// The plugin ended, or closed its stdout.
    #[error("stdout ended before a whole line; {}", printed(start))]
    Ended {
        /// What there is of it.
        start: String,
    },
    /// There was no newline in time.
    #[error("no line within {patience:?}; {}", printed(start))]
    Silent {
        /// What there is of it.
        start: String,
        /// How long was waited.
        patience: Duration,
    },
    /// There is a line, and it is something else.
    #[error("the first line is {:?}, no handshake line", text.trim_end())]
    Other {
        /// The line.
        text: String,
        /// What is wrong with it.
        source: LineError,
    },
}

fn printed(start: &str) -> String {
    if start.is_empty() { "nothing was printed".to_owned() } else { format!("{start:?} was printed") }
}
