//! The first start: what an ordinary host sees of the plugin from its line to its end. Many checks look at nothing else.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use super::calls::{PATIENCE, answer, whole};
use super::trial::Trial;
use crate::error::TransportError;
use crate::handshake::Line;
use crate::testing::host::{Answer, Approach, NoLine, Signal, Started};

/// What was seen.
#[derive(Debug)]
pub(in crate::testing) struct First {
    /// The line as it was printed, or what there was instead.
    pub(super) printed: Result<String, NoLine>,
    /// What became of a plugin without a line, in words.
    pub(super) ending: String,
    /// The versions that were offered.
    pub(super) offered: Vec<u32>,
    /// The line, if all of it can be read.
    pub(super) line: Option<Line>,
    /// The first connection, if there was an address.
    pub(super) reached: Option<io::Result<()>>,
    /// The first answer, if there was a connection.
    pub(super) answered: Option<Result<Answer, String>>,
    /// Whether others may connect, and how that was found out.
    pub(super) private: Option<(bool, String)>,
    /// All that was on stdout behind the line, until the end.
    pub(super) rest: Vec<u8>,
    /// All that was on stderr.
    pub(super) stderr: String,
}

impl First {
    /// Starts the plugin, talks to it, and ends it.
    ///
    /// # Errors
    ///
    /// When there is no such program, or it cannot be run.
    pub(super) async fn of(trial: &Trial) -> Result<Self, TransportError> {
        let mut started = trial.host().start()?;
        let printed = started.first_line(trial.patience).await;
        let mut first = Self {
            ending: match &printed {
                Ok(_) => String::new(),
                Err(no_line) => trial.ending(&mut started, no_line).await,
            },
            offered: trial.versions.clone(),
            line: printed.as_ref().ok().and_then(|text| text.parse().ok()),
            printed,
            reached: None,
            answered: None,
            private: None,
            rest: Vec::new(),
            stderr: String::new(),
        };
        first.meet(&mut started).await;
        end(&mut started).await;
        started.stdout().ended(AFTER_END).await;
        started.stderr().ended(AFTER_END).await;
        let stdout = started.stdout().bytes();
        let line = first.printed.as_ref().map_or(stdout.len(), String::len);
        first.rest = stdout.get(line..).unwrap_or_default().to_vec();
        first.stderr = started.stderr().text();
        Ok(first)
    }

    async fn meet(&mut self, started: &mut Started) {
        let Some(line) = self.line.clone() else { return };
        self.private = super::groups::is_private(&line.address, started.directory());
        let raw = crate::transport::dial(&line.address).await;
        self.reached = Some(raw.map(drop));
        if line.protocol != "grpc" || line.certificate.is_some() || !matches!(self.reached, Some(Ok(()))) {
            return;
        }
        let connected = started.connect(&line.address, &Approach::plaintext()).await;
        let connection = match connected {
            Ok(connection) => connection,
            Err(error) => {
                self.answered = Some(Err(whole(&error)));
                return;
            }
        };
        self.answered = Some(answer(&connection).await);
        // As every host of go-plugin does; what the plugin prints has a way to go.
        let stdio = connection.open_call("/plugin.GRPCStdio/StreamStdio").map(|mut call| {
            call.tell("");
            call.half_close();
            call
        });
        let asked = connection.call("/plugin.GRPCController/Shutdown", "");
        _ = tokio::time::timeout(PATIENCE, asked).await;
        started.ended(GRACE).await;
        drop(stdio);
    }
}

/// Ends it by force, if need be.
async fn end(started: &mut Started) -> Option<ExitStatus> {
    if let Some(status) = started.ended(Duration::ZERO).await {
        return Some(status);
    }
    _ = started.signal(Signal::Terminate);
    if let Some(status) = started.ended(AFTER_END).await {
        return Some(status);
    }
    _ = started.signal(Signal::Kill);
    started.ended(GRACE).await
}

/// What a go-plugin host gives a plugin to end (wire.md D1).
pub(super) const GRACE: Duration = Duration::from_secs(2);
/// How long streams may stay open behind the end of their process.
const AFTER_END: Duration = Duration::from_millis(500);
