//! Our plugin without our host: started by hand, as a host of another make starts it.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use pintle::Line;
use rustix::process::Signal;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout};

use crate::harness::{ERRAND, PROBE, command};
use crate::process::signal;

/// A plugin that has printed its handshake line. Dropped, it is killed.
#[derive(Debug)]
pub struct Started {
    child: Child,
    pub line: Line,
    /// Its TMPDIR: a plugin that is killed cannot remove what it made there.
    _directory: TempDir,
    /// A plugin whose pipes nobody reads takes its host for gone.
    _stdout: BufReader<ChildStdout>,
}

/// A plugin that would not start.
#[derive(Debug)]
pub struct Refused {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Started {
    /// Starts `probe` with the cookie, version 1, and these variables.
    pub async fn probe(variables: &[(&str, &str)]) -> Result<Self, Refused> {
        Self::start(PROBE, ("BASIC_PLUGIN", "hello"), variables).await
    }

    /// The same with `errand`.
    pub async fn errand(variables: &[(&str, &str)]) -> Result<Self, Refused> {
        Self::start(ERRAND, ("ERRAND_PLUGIN", "e33a"), variables).await
    }

    async fn start(program: &str, cookie: (&str, &str), variables: &[(&str, &str)]) -> Result<Self, Refused> {
        let directory = tempfile::tempdir().unwrap();
        let mut plugin = tokio::process::Command::from(command(program));
        plugin.env(cookie.0, cookie.1).env("PLUGIN_PROTOCOL_VERSIONS", "1").env("TMPDIR", directory.path());
        plugin.envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = plugin.spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        soon(stdout.read_line(&mut line)).await.unwrap();
        match line.parse() {
            Ok(line) => Ok(Self { child, line, _directory: directory, _stdout: stdout }),
            Err(_) => Err(Refused::of(child, line).await),
        }
    }

    /// Drops all that a host holds of it, and waits for the end.
    pub async fn abandon(self) -> ExitStatus {
        let Self { mut child, _stdout: stdout, .. } = self;
        drop((stdout, child.stderr.take()));
        soon(child.wait()).await.unwrap()
    }

    /// Waits for the end.
    pub async fn ended(&mut self) -> ExitStatus {
        soon(self.child.wait()).await.unwrap()
    }

    /// Sends SIGTERM, and waits for the end.
    pub async fn terminate(&mut self) -> ExitStatus {
        signal(self.child.id().unwrap(), Signal::TERM);
        self.ended().await
    }
}

impl Refused {
    async fn of(mut child: Child, stdout: String) -> Self {
        let mut stderr = String::new();
        soon(child.stderr.take().unwrap().read_to_string(&mut stderr)).await.unwrap();
        Self { status: soon(child.wait()).await.unwrap(), stdout, stderr }
    }
}

/// What is awaited, if it comes in time.
pub async fn soon<F: Future>(future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(20), future).await.expect("it comes in time")
}
