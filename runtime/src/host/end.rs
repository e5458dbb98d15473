//! The end of a plugin, step by step: Shutdown, SIGTERM, SIGKILL (wire.md D1).

use std::io;
use std::time::Duration;

use super::exit::{EndedBy, Exit};
use crate::controller;
use crate::error::{Error, TransportError};
use crate::process::Hold;
use crate::transport::Channel;

/// How long each step of the end may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    pub(super) shutdown: Duration,
    pub(super) terminate: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        // What a Go host gives before it kills (D1); SIGTERM is a step that it does not have.
        Self { shutdown: Duration::from_secs(2), terminate: Duration::from_secs(1) }
    }
}

/// Ends a plugin: asks it, and signals it when that does not help.
pub(super) async fn end(process: &Hold, channel: Channel, patience: Patience) -> Result<Exit, Error> {
    if let Some(ended) = process.fate().ended(Duration::ZERO).await {
        return Ok(Exit { status: ended.status(), by: EndedBy::Itself });
    }
    if process.fate().is_debugged() {
        return Ok(Exit { status: None, by: EndedBy::Nobody });
    }
    // Waits for the end beside the answer: the plugin may end without one (K1).
    let asked = controller::shutdown(channel, patience.shutdown);
    let (ended, ()) = tokio::join!(process.fate().ended(patience.shutdown), asked);
    if let Some(ended) = ended {
        return Ok(Exit { status: ended.status(), by: EndedBy::Shutdown });
    }
    if !process.is_proven() {
        return Err(TransportError::NotEnded { pid: process.pid(), after: patience.shutdown }.into());
    }
    signal(process, patience).await
}

/// Ends a plugin that cannot be asked, unless it ends by itself within `time`, or is not ours to end.
pub(super) async fn end_after(process: &Hold, time: Duration, patience: Patience) {
    let is_ours = !process.fate().is_debugged();
    if is_ours && process.fate().ended(time).await.is_none() {
        // An error means that it is gone, or that it cannot be signalled by anybody.
        let _ = signal(process, patience).await;
    }
}

async fn signal(process: &Hold, patience: Patience) -> Result<Exit, Error> {
    let signalled = |source| TransportError::Process { action: "signalled", source };
    process.terminate().map_err(signalled)?;
    if let Some(ended) = process.fate().ended(patience.terminate).await {
        return Ok(Exit { status: ended.status(), by: EndedBy::Terminate });
    }
    process.kill().map_err(signalled)?;
    let ended = process.fate().ended(KILLED).await;
    let late =
        || TransportError::Process { action: "waited for after SIGKILL", source: io::ErrorKind::TimedOut.into() };
    Ok(Exit { status: ended.ok_or_else(late)?.status(), by: EndedBy::Kill })
}

/// How long the end after SIGKILL is waited for.
const KILLED: Duration = Duration::from_secs(5);
