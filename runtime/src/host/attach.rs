//! The one step from a reattach configuration to a plugin (wire.md §1.17).

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;
use tokio::time::{timeout, timeout_at};

use super::environment;
use super::launch::{self, LIFETIME};
use super::meeting::{Meeting, Sockets};
use super::plugin::{Belongings, Plugin};
use super::settings::{Settings, Trust};
use crate::error::{ConfigError, Error, ProtocolError, SecurityError, TransportError};
use crate::handshake::{Agreed, Reattach, accepted};
use crate::process::{Attached, Missing};
use crate::tls::{self, Credentials, Session, Socket};
use crate::transport::{Mode, Mux, Peer, SocketDirectory, dial};

/// Attaches to a plugin that runs. Whatever fails on the way, its process is left alone.
pub(super) async fn attach(
    reattach: &Reattach,
    credentials: Option<&Path>,
    settings: &Settings,
) -> Result<Plugin, Error> {
    let version = version(reattach, &settings.versions)?;
    let agreed = agreed(reattach)?;
    let credentials = credentials.map(Credentials::load).transpose()?;
    let session = match (&credentials, &settings.trust) {
        (Some(credentials), _) => Some(credentials.session()?),
        (None, Trust::Own(certificates)) => Some(Session::Own(certificates.clone())),
        // The keys of a launch are with the host that made it.
        (None, Trust::Launch | Trust::Nobody) => None,
    };
    let is_secured = session.is_some();
    // Whoever has a plugin in a debugger takes time.
    let patience = if reattach.test { LIFETIME } else { settings.start_timeout };
    let deadline = launch::deadline(patience);

    let mut process = found(reattach, settings.kept_lines)?;
    let meeting =
        Meeting { fate: process.fate(), address: &reattach.address, deadline, patience, layers: &settings.layers };
    let socket = match timeout_at(deadline, dial(&reattach.address)).await {
        Ok(dialled) => dialled.map_err(|source| unreached(reattach, source))?,
        Err(_) => return Err(unreached(reattach, io::ErrorKind::TimedOut.into())),
    };
    let recognised = recognised(reattach, &socket)?;
    let directory = SocketDirectory::new(&environment::socket_parents())?;
    let sockets = Sockets { directory: directory.path(), group: None };
    let who = Peer::of(&socket);
    let met = match meeting.meet_over((socket, who), session, agreed, (version, sockets)).await {
        Err(error) if !is_secured => return Err(better(error, reattach).await),
        met => met?,
    };
    if recognised {
        process.prove();
    }
    let sinks = settings.sinks(process.fate(), None);
    let belongings = Belongings { process: process.into(), credentials, directory: Arc::new(directory) };
    Ok(Plugin::new(belongings, met, settings.patience, sinks))
}

/// The version to speak: nothing is negotiated any more (A4).
fn version(reattach: &Reattach, offered: &[u32]) -> Result<u32, Error> {
    match (reattach.version, offered) {
        (_, []) => Err(ConfigError::NoVersions.into()),
        (Some(version), _) => Ok(accepted(version, offered)?),
        (None, [only]) => Ok(*only),
        (None, several) => {
            let mut host = several.to_vec();
            host.sort_unstable();
            Err(ProtocolError::UnknownVersion { host }.into())
        }
    }
}

/// How the two broker. Only a pintle plugin that brokers over one connection takes a second one (X1, X13).
fn agreed(reattach: &Reattach) -> Result<Agreed, ProtocolError> {
    match reattach.agreed {
        Agreed { multiplexed: true, kin: false } => Err(ProtocolError::OneConnection),
        agreed => Ok(agreed),
    }
}

fn found(reattach: &Reattach, lines: usize) -> Result<Attached, Error> {
    Attached::find(reattach, lines).map_err(|missing| match missing {
        Missing::Gone(source) => gone(reattach, source),
        Missing::Another => another(reattach, "it started at another time".to_owned()),
        Missing::Unknown(source) => TransportError::Process { action: "watched", source }.into(),
    })
}

/// Whether the system says that the process listens there. On TCP it does not tell.
fn recognised(reattach: &Reattach, socket: &Socket) -> Result<bool, Error> {
    match Peer::of(socket).pid() {
        Some(pid) if pid == reattach.pid => Ok(true),
        Some(0) => Err(another(reattach, "a process that cannot be seen from here listens there".to_owned())),
        Some(other) => Err(another(reattach, format!("process {other} listens there"))),
        None => Ok(false),
    }
}

/// Where nobody listens any more, the plugin is gone, whoever may have its number now.
fn unreached(reattach: &Reattach, source: io::Error) -> Error {
    match Errno::from_io_error(&source) {
        Some(Errno::CONNREFUSED | Errno::NOENT | Errno::NOTSOCK | Errno::NOTDIR) => gone(reattach, source),
        _ => {
            let (address, last_words) = (reattach.address.to_string(), Box::default());
            TransportError::Connect { address, source, last_words }.into()
        }
    }
}

fn gone(reattach: &Reattach, source: io::Error) -> Error {
    TransportError::ProcessNotFound { pid: reattach.pid, address: reattach.address.to_string(), source }.into()
}

fn another(reattach: &Reattach, reason: String) -> Error {
    SecurityError::AnotherProcess { pid: reattach.pid, address: reattach.address.to_string(), reason }.into()
}

/// Without credentials a plugin that has TLS only hangs up. It is asked once more, to tell why.
async fn better(error: Error, reattach: &Reattach) -> Error {
    const MOMENT: Duration = Duration::from_secs(2);
    match timeout(MOMENT, is_secured(reattach)).await {
        Ok(true) => SecurityError::NoCredentials { address: reattach.address.to_string() }.into(),
        _ => error,
    }
}

async fn is_secured(reattach: &Reattach) -> bool {
    let Ok(socket) = dial(&reattach.address).await else {
        return false;
    };
    if !reattach.agreed.multiplexed {
        return tls::shows_certificate(socket).await;
    }
    // TLS is within each stream (X3).
    let (mux, driver) = Mux::new();
    let asked = async {
        match mux.open().await {
            Ok(stream) => tls::shows_certificate(stream).await,
            Err(_) => false,
        }
    };
    tokio::select! {
        () = driver.drive(socket, Mode::Client, drop) => false,
        is_secured = asked => is_secured,
    }
}
