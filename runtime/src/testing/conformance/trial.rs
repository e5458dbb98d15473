//! What is known before a check is made, and how it starts its plugin.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::calls::{answers, whole};
use super::check::Unmet;
use crate::handshake::Line;
use crate::testing::host::{Approach, Connection, Host, Identity, NoLine, Started, twin};

/// The plugin under test, and how it is to be started.
#[derive(Debug)]
pub(in crate::testing) struct Trial {
    pub(super) command: Command,
    pub(super) cookie: Option<(String, String)>,
    /// In ascending order.
    pub(super) versions: Vec<u32>,
    /// How long the line may take.
    pub(super) patience: Duration,
}

impl Trial {
    /// A host that says all that it should.
    pub(super) fn host(&self) -> Host {
        let host = self.stranger();
        match &self.cookie {
            Some((key, value)) => host.cookie(key, value),
            None => host,
        }
    }

    /// The same, but for the cookie.
    pub(super) fn stranger(&self) -> Host {
        let mut command = twin(&self.command);
        command.stdin(Stdio::null());
        if let Some((key, _)) = &self.cookie {
            command.env_remove(key);
        }
        Host::new(command).versions(self.versions.iter().copied())
    }

    /// The plugin, and its line, which must come.
    pub(super) async fn start(&self, host: Host) -> Result<(Started, Line), Unmet> {
        let mut started = host.start().map_err(|error| Unmet::Failed(whole(&error)))?;
        match started.line(self.patience).await {
            Ok(line) => Ok((started, line)),
            Err(no_line) => Err(Unmet::Failed(self.ending(&mut started, &no_line).await)),
        }
    }

    /// The plugin as an ordinary host has it: started, and connected in plaintext.
    pub(super) async fn connected(&self) -> Result<(Started, Line, Connection), Unmet> {
        let (started, line) = self.start(self.host()).await?;
        let connection = connect(&started, &line, &Approach::plaintext()).await?;
        Ok((started, line, connection))
    }

    /// The plugin with mutual TLS, and its host's identity.
    pub(super) async fn secured(&self) -> Result<(Started, Line, Identity), Unmet> {
        let identity = Identity::like_go().map_err(Unmet::failed)?;
        let (started, line) = self.start(self.host().certificate(&identity)).await?;
        Ok((started, line, identity))
    }

    /// What became of a plugin that printed no line, for reports: how it ended, and its last word.
    pub(super) async fn ending(&self, started: &mut Started, no_line: &NoLine) -> String {
        let status = match no_line {
            NoLine::Ended { .. } => started.ended(AFTER_STDOUT).await,
            _ => None,
        };
        let status = status.map(|status| format!("; the process ended with {status}")).unwrap_or_default();
        let words = started.stderr().text();
        let last = words.lines().rev().find(|line| !line.trim().is_empty());
        let last = last.map(|last| format!("; its last words on stderr: {:?}", last.trim())).unwrap_or_default();
        format!("{no_line}{status}{last}")
    }
}

/// A connection that must be possible.
pub(super) async fn connect(started: &Started, line: &Line, approach: &Approach) -> Result<Connection, Unmet> {
    let failed = |error: std::io::Error| Unmet::Failed(format!("no connection: {}", whole(&error)));
    let connecting = tokio::time::timeout(super::calls::PATIENCE, started.connect(&line.address, approach));
    connecting.await.map_err(|_| Unmet::failed("no connection in time"))?.map_err(failed)
}

/// A connection on which the plugin answers.
pub(super) async fn talks(started: &Started, line: &Line, approach: &Approach) -> Result<Connection, Unmet> {
    let connection = connect(started, line, approach).await?;
    answers(&connection).await?;
    Ok(connection)
}

/// How long a process may live on that has closed its stdout.
const AFTER_STDOUT: Duration = Duration::from_secs(1);
