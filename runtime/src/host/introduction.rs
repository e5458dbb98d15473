//! Waiting for a plugin to introduce itself, and judging what it says.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use super::settings::Multiplex;
use crate::error::{Error, HandshakeError, ProtocolError, SecurityError};
use crate::handshake::{Agreed, BROKER, Line, LineError, accepted, boolean};
use crate::process::{Extent, Piece, Process};
use crate::tls::Pinned;

/// Waits for the handshake line until `deadline`, which is `patience` from the start.
pub(super) async fn line(
    process: &Process,
    found: oneshot::Receiver<Piece>,
    deadline: Instant,
    patience: Duration,
) -> Result<Line, Error> {
    let piece = match timeout_at(deadline, found).await {
        Ok(Ok(piece)) => piece,
        Ok(Err(_)) => return Err(silent_end(process).await),
        Err(_) => {
            let last_words = Box::new(process.fate().last_words().await);
            return Err(HandshakeError::Timeout { after: patience, last_words }.into());
        }
    };
    let fate = process.fate();
    // A line may lack its end (L5), but one of a plugin that was killed while it wrote says anything.
    if piece.extent == Extent::Last && fate.ended(MOMENT).await.is_some() {
        fate.words().stdout.push(&piece.text);
        return Err(HandshakeError::Exited { last_words: Box::new(fate.last_words().await) }.into());
    }
    let line = match piece.extent {
        Extent::Whole | Extent::Last => piece.text.parse(),
        Extent::Start | Extent::Middle | Extent::End => Err(LineError::TooLong),
    };
    match line {
        Ok(line) => Ok(line),
        Err(reason) => Err(unreadable(process, &piece.text, reason).await),
    }
}

/// Stdout ended without a line: the process has ended too, or is about to, or closed its stdout.
async fn silent_end(process: &Process) -> Error {
    let exited = process.fate().ended(MOMENT).await.is_some();
    let last_words = Box::new(process.fate().last_words().await);
    match exited {
        true => HandshakeError::Exited { last_words }.into(),
        false => HandshakeError::StdoutClosed { last_words }.into(),
    }
}

async fn unreadable(process: &Process, text: &str, reason: LineError) -> Error {
    const SHOWN: usize = 200;
    let line = text.chars().take(SHOWN).collect();
    HandshakeError::BadLine { line, reason, last_words: Box::new(process.fate().last_words().await) }.into()
}

/// What the line says of versions and protocol, in go-plugin's order (L7, V7, L9).
pub(super) fn judge(line: &Line, offered: &[u32]) -> Result<(), ProtocolError> {
    if line.core_version != 1 {
        return Err(ProtocolError::CoreVersion { seen: line.core_version });
    }
    accepted(line.version, offered)?;
    match line.protocol.as_str() {
        "grpc" => Ok(()),
        other => Err(ProtocolError::NotGrpc { seen: other.to_owned() }),
    }
}

/// How the two broker (L11).
pub(super) fn agreed(line: &Line, wish: Multiplex) -> Result<Agreed, ProtocolError> {
    let kin = line.extensions.iter().any(|name| name == BROKER);
    let can = line.multiplex.as_deref().and_then(boolean) == Some(true);
    match wish {
        Multiplex::Require if !can => {
            Err(ProtocolError::NoMultiplexing { seen: line.multiplex.clone().unwrap_or_default() })
        }
        Multiplex::Require => Ok(Agreed { multiplexed: true, kin }),
        // A seventh field that nobody asked for means nothing.
        Multiplex::Auto => Ok(Agreed { multiplexed: kin && can, kin }),
        Multiplex::Off => Ok(Agreed { multiplexed: false, kin }),
    }
}

/// The certificate that the plugin must prove, if it was offered this launch's; a surprise either way is an error (D6).
pub(crate) fn certificate(line: &Line, offered: bool) -> Result<Option<Pinned>, SecurityError> {
    match (offered, &line.certificate) {
        (true, Some(der)) => {
            let bad = |reason| SecurityError::BadCertificate { owner: "plugin", reason };
            Pinned::from_der(der.clone()).map(Some).map_err(bad)
        }
        (true, None) => Err(SecurityError::NoCertificate),
        (false, Some(_)) => Err(SecurityError::UnexpectedCertificate),
        (false, None) => Ok(None),
    }
}

/// How long a plugin whose stdout has ended may take to end itself.
const MOMENT: Duration = Duration::from_millis(500);
