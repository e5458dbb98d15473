//! A plugin that runs: its clients, its facts, its end.

use std::fmt;
use std::sync::{Arc, Weak};
use std::time::Duration;

use rustls::ProtocolVersion;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::exit::{EndedBy, Exit};
use super::meeting::Met;
use crate::address::Address;
use crate::broker::{Broker, Core, Owner};
use crate::error::{CallError, Error, LastWords, TransportError};
use crate::handshake::Line;
use crate::process::Process;
use crate::service::{Client, Connection};
use crate::stdio::{self, Sinks};
use crate::transport::{Channel, SocketDirectory};
use crate::{controller, health};

/// A launched plugin that is ready for calls.
///
/// Cheap to clone. The process lives as long as a `Plugin` or one of its clients does; when the last is dropped it is
/// killed. [`shutdown`](Self::shutdown) ends it gently.
#[derive(Clone)]
pub struct Plugin(Arc<Inner>);

struct Inner {
    // In the order of their end: calls, process, directory.
    channel: Channel,
    core: Arc<Core>,
    _tasks: Tasks,
    printed: watch::Receiver<bool>,
    process: Process,
    line: Line,
    tls: Option<Tls>,
    multiplexed: bool,
    patience: Patience,
    directory: Arc<SocketDirectory>,
}

/// What runs for the connection, in the order of its end.
#[derive(Debug)]
struct Tasks {
    _broker: Owner,
    _running: JoinSet<()>,
}

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

/// What TLS agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tls {
    /// The protocol's version, `TLS 1.3`.
    pub version: &'static str,
    /// The SHA-256 of the plugin's certificate in DER, in hexadecimal.
    pub peer_fingerprint: String,
}

impl Tls {
    pub(super) fn new(version: Option<ProtocolVersion>, peer_fingerprint: String) -> Self {
        let version = if version == Some(ProtocolVersion::TLSv1_2) { "TLS 1.2" } else { "TLS 1.3" };
        Self { version, peer_fingerprint }
    }
}

impl Plugin {
    /// The plugin behind a client, if a launch of this program made it.
    pub fn of(client: &impl Client) -> Option<Self> {
        let owner = Arc::clone(client.connection().owner());
        owner.downcast().ok().map(Self)
    }

    /// A client of one of the plugin's services. It keeps the plugin alive.
    pub fn client<C: Client>(&self) -> C {
        C::from_connection(self.connection())
    }

    /// What clients call over.
    pub(super) fn connection(&self) -> Connection {
        Connection::new(self.channel(), Arc::clone(&self.0.core), Arc::clone(&self.0) as _)
    }

    /// The bare connection, for clients that tonic generates. It does not keep the plugin alive.
    pub fn channel(&self) -> Channel {
        self.0.channel.clone()
    }

    /// The broker of the session, for protocols that pass its numbers themselves.
    pub fn broker(&self) -> Broker {
        Broker::of(Arc::clone(&self.0.core))
    }

    /// Whether callbacks go over the one connection.
    pub fn is_multiplexed(&self) -> bool {
        self.0.multiplexed
    }

    /// The version of the protocol that both ends speak.
    pub fn version(&self) -> u32 {
        self.0.line.version
    }

    /// Where the plugin listens.
    pub fn address(&self) -> &Address {
        &self.0.line.address
    }

    /// What TLS agreed on; nothing where the launch was plaintext.
    pub fn tls(&self) -> Option<&Tls> {
        self.0.tls.as_ref()
    }

    /// The plugin's process id.
    pub fn pid(&self) -> u32 {
        self.0.process.pid()
    }

    /// What was seen of the plugin so far: its exit status, and the last lines that it wrote.
    pub async fn last_words(&self) -> LastWords {
        self.0.process.last_words().await
    }

    /// Asks the plugin whether it is alive, over the health service that every go-plugin plugin has.
    ///
    /// # Errors
    ///
    /// When it does not answer within `patience`, or not at all.
    pub async fn ping(&self, patience: Duration) -> Result<(), CallError> {
        health::ping(self.channel(), patience).await
    }

    /// Waits for the plugin to end by itself.
    pub async fn ended(&self) -> LastWords {
        let mut exit = self.0.process.exit();
        let _ = exit.wait_for(Option::is_some).await;
        self.last_words().await
    }

    /// Ends the plugin: asks it, then sends SIGTERM, then SIGKILL, each after the time that the launcher set. What the
    /// plugin printed before is written when this returns. Doing it twice does no harm.
    ///
    /// # Errors
    ///
    /// When the process can be neither signalled nor waited for.
    pub async fn shutdown(&self) -> Result<Exit, Error> {
        let exit = self.end().await?;
        // A host that exits next drops nothing.
        self.0.directory.remove();
        // Its last prints are in the connection's buffers: they are read to the end, or given up.
        const LAST_PRINTS: Duration = Duration::from_millis(500);
        let mut printed = self.0.printed.clone();
        let _ = tokio::time::timeout(LAST_PRINTS, printed.wait_for(|printed| *printed)).await;
        Ok(exit)
    }

    /// Whether calls can still reach it.
    pub(super) fn is_connected(&self) -> bool {
        !self.0.channel.is_closed() && self.0.process.exit().borrow().is_none()
    }

    /// Waits for the end of the connection.
    pub(super) async fn parted(&self) {
        self.0.core.closed().await;
    }

    pub(super) async fn ends_within(&self, time: Duration) -> bool {
        self.0.process.ended(time).await.is_some()
    }

    /// Ends a plugin that does not answer: SIGTERM, and SIGKILL after its time.
    pub(super) async fn end_now(&self) {
        let Inner { process, patience, .. } = &*self.0;
        let asked = process.terminate().is_ok();
        if asked && process.ended(patience.terminate).await.is_some() {
            return;
        }
        process.kill();
        process.ended(KILLED).await;
    }

    async fn end(&self) -> Result<Exit, Error> {
        let Inner { process, patience, .. } = &*self.0;
        if let Some(status) = process.ended(Duration::ZERO).await {
            return Ok(Exit { status, by: EndedBy::Itself });
        }
        // Waits for the end beside the answer: the plugin may end without one (K1).
        let asked = controller::shutdown(self.channel(), patience.shutdown);
        let (ended, ()) = tokio::join!(process.ended(patience.shutdown), asked);
        if let Some(status) = ended {
            return Ok(Exit { status, by: EndedBy::Shutdown });
        }
        process.terminate().map_err(|source| TransportError::Process { action: "signalled", source })?;
        if let Some(status) = process.ended(patience.terminate).await {
            return Ok(Exit { status, by: EndedBy::Terminate });
        }
        process.kill();
        let status = process.ended(KILLED).await.ok_or_else(|| TransportError::Process {
            action: "waited for after SIGKILL",
            source: std::io::ErrorKind::TimedOut.into(),
        })?;
        Ok(Exit { status, by: EndedBy::Kill })
    }

    pub(super) fn new(
        process: Process,
        met: Met,
        line: Line,
        directory: SocketDirectory,
        patience: Patience,
        sinks: Sinks,
    ) -> Self {
        let Met { channel, tls, multiplexed, core, owner: broker, mut tasks } = met;
        let (done, printed) = watch::channel(false);
        let stdio = channel.clone();
        // With the broker's, as a Go host does (G4): they keep a Go plugin's connection busy, and its prints flowing.
        tasks.spawn(async move {
            stdio::relay(stdio, sinks).await;
            done.send_replace(true);
        });
        let directory = Arc::new(directory);
        tasks.spawn(renew(Arc::downgrade(&directory)));
        let tasks = Tasks { _broker: broker, _running: tasks };
        Self(Arc::new(Inner {
            channel,
            core,
            _tasks: tasks,
            printed,
            process,
            line,
            tls,
            multiplexed,
            patience,
            directory,
        }))
    }
}

impl fmt::Debug for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plugin")
            .field("pid", &self.pid())
            .field("address", self.address())
            .field("version", &self.version())
            .field("tls", &self.tls())
            .field("broker", &self.0.core)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "plugin {} at {}", self.pid(), self.address())
    }
}

/// Keeps a directory from looking forgotten, to cleaners that know nothing of locks: those of `/tmp` take days.
async fn renew(directory: Weak<SocketDirectory>) {
    const OFTEN: Duration = Duration::from_secs(60 * 60);
    loop {
        tokio::time::sleep(OFTEN).await;
        let Some(directory) = directory.upgrade() else { return };
        directory.renew();
    }
}

/// How long the end after SIGKILL is waited for.
const KILLED: Duration = Duration::from_secs(5);
