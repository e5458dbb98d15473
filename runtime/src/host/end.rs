//! The steps of a plugin's end, as its host takes them (wire.md D1).

use std::sync::PoisonError;
use std::time::Duration;

use super::exit::{EndedBy, Exit};
use super::plugin::{Belongings, Inner, Plugin};
use crate::controller;
use crate::error::{Error, TransportError};

impl Plugin {
    /// Ends a plugin that does not answer: SIGTERM, and SIGKILL after its time. One that is not to be signalled is let go.
    pub(super) async fn end_now(&self) {
        let Inner { belongings: Belongings { process, .. }, patience, .. } = &*self.0;
        if process.fate().is_debugged() || !process.is_proven() {
            return self.hang_up();
        }
        let asked = process.terminate().is_ok();
        if asked && process.fate().ended(patience.terminate).await.is_some() {
            return;
        }
        if process.kill().is_ok() {
            process.fate().ended(KILLED).await;
        }
    }

    /// Ends it by the mildest step that does.
    pub(super) async fn end(&self) -> Result<Exit, Error> {
        let Inner { belongings: Belongings { process, .. }, patience, .. } = &*self.0;
        if let Some(ended) = process.fate().ended(Duration::ZERO).await {
            return Ok(Exit { status: ended.status(), by: EndedBy::Itself });
        }
        if process.fate().is_debugged() {
            self.hang_up();
            return Ok(Exit { status: None, by: EndedBy::Nobody });
        }
        // Waits for the end beside the answer: the plugin may end without one (K1).
        let asked = controller::shutdown(self.channel(), patience.shutdown);
        let (ended, ()) = tokio::join!(process.fate().ended(patience.shutdown), asked);
        if let Some(ended) = ended {
            return Ok(Exit { status: ended.status(), by: EndedBy::Shutdown });
        }
        if !process.is_proven() {
            return Err(TransportError::NotEnded { pid: process.pid(), after: patience.shutdown }.into());
        }
        let signalled = |source| TransportError::Process { action: "signalled", source };
        process.terminate().map_err(signalled)?;
        if let Some(ended) = process.fate().ended(patience.terminate).await {
            return Ok(Exit { status: ended.status(), by: EndedBy::Terminate });
        }
        process.kill().map_err(signalled)?;
        let ended = process.fate().ended(KILLED).await.ok_or_else(|| TransportError::Process {
            action: "waited for after SIGKILL",
            source: std::io::ErrorKind::TimedOut.into(),
        })?;
        Ok(Exit { status: ended.status(), by: EndedBy::Kill })
    }

    /// Ends the connection, and leaves the process alone.
    fn hang_up(&self) {
        self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// How long the end after SIGKILL is waited for.
const KILLED: Duration = Duration::from_secs(5);
