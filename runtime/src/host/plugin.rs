//! A plugin that runs: its clients, its facts, its end.

#[cfg(feature = "testing")]
mod at_once;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use rustls::ProtocolVersion;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::end::{self, Patience};
use super::exit::{EndedBy, Exit};
use super::launch::LIFETIME;
use super::meeting::Met;
use crate::address::Address;
use crate::broker::{Broker, Core, Owner};
use crate::error::{CallError, Error, LastWords, SecurityError};
use crate::handshake::{Agreed, Reattach};
use crate::health;
use crate::process::Hold;
use crate::service::{Client, Connection};
use crate::stdio::{self, Sinks};
use crate::tls::Credentials;
use crate::transport::{Channel, SocketDirectory};

/// A plugin that is ready for calls.
///
/// Cheap to clone. A process that this program has launched lives as long as a `Plugin` or one of its clients does; when the
/// last is dropped it is killed. One that was [attached](crate::Attacher) to lives on.
/// [`shutdown`](Self::shutdown) ends either gently.
#[derive(Clone)]
pub struct Plugin(Arc<Inner>);

struct Inner {
    // In the order of their end: calls, process, directory.
    channel: Channel,
    core: Arc<Core>,
    tasks: Mutex<Option<Tasks>>,
    printed: watch::Receiver<bool>,
    belongings: Belongings,
    address: Address,
    version: u32,
    listener: Option<u32>,
    agreed: Agreed,
    tls: Option<Tls>,
    patience: Patience,
}

/// What a plugin has outside of its connection, in the order of its end.
pub(super) struct Belongings {
    pub(super) process: Hold,
    pub(super) credentials: Option<Credentials>,
    pub(super) directory: Arc<SocketDirectory>,
}

/// What runs for the connection, in the order of its end.
#[derive(Debug)]
struct Tasks {
    _broker: Owner,
    _running: JoinSet<()>,
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
        self.0.agreed.multiplexed
    }

    /// The version of the protocol that both ends speak.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// Where the plugin listens.
    pub fn address(&self) -> &Address {
        &self.0.address
    }

    /// What TLS agreed on; nothing where the launch was plaintext.
    pub fn tls(&self) -> Option<&Tls> {
        self.0.tls.as_ref()
    }

    /// The plugin's process id.
    pub fn pid(&self) -> u32 {
        self.0.belongings.process.pid()
    }

    /// What was seen of the plugin so far: its exit status, and the last lines that it wrote.
    pub async fn last_words(&self) -> LastWords {
        self.0.belongings.process.fate().last_words().await
    }

    /// Where the plugin is and which process: what an [`Attacher`](crate::Attacher) of another host needs, or a Go host.
    ///
    /// Who attaches to a plugin that was launched with mutual TLS needs its [credentials](Self::save_credentials) as well.
    pub fn reattach(&self) -> Reattach {
        let Inner { belongings: Belongings { process, .. }, address, version, listener, agreed, .. } = &*self.0;
        // Behind a shell it is the plugin that matters, of which only the number is known.
        let pid = listener.filter(|pid| *pid > 0).unwrap_or(process.pid());
        Reattach {
            address: address.clone(),
            pid,
            version: Some(*version),
            test: process.fate().is_debugged(),
            started: process.started().filter(|_| pid == process.pid()),
            agreed: *agreed,
        }
    }

    /// Writes what proves this host and this plugin to each other into a new file, for
    /// [`Attacher::credentials`](crate::Attacher::credentials): the key of this launch and both certificates, in PEM. The file
    /// is its owner's alone (mode 0600). Whoever has it is this host to the plugin, for as long as the plugin runs.
    ///
    /// # Errors
    ///
    /// When the plugin is not secured, there is a file already, or it cannot be written.
    pub fn save_credentials(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let credentials = self.0.belongings.credentials.as_ref().ok_or(SecurityError::NotSecured)?;
        Ok(credentials.save(path.as_ref())?)
    }

    /// Asks the plugin whether it is alive, over the health service that every go-plugin plugin has.
    ///
    /// # Errors
    ///
    /// When it does not answer within `patience`, or not at all.
    pub async fn ping(&self, patience: Duration) -> Result<(), CallError> {
        let patience = if self.0.belongings.process.fate().is_debugged() { LIFETIME } else { patience };
        health::ping(self.channel(), patience).await
    }

    /// Waits for the plugin to end by itself.
    pub async fn ended(&self) -> LastWords {
        self.0.belongings.process.fate().end().await;
        self.last_words().await
    }

    /// Ends the plugin: asks it, then sends SIGTERM, then SIGKILL, each after the time that the launcher set. What the
    /// plugin printed before is written when this returns. Doing it twice does no harm.
    ///
    /// A plugin that runs on its own account, in a debugger or a test, is left to its owner: only the connection ends
    /// ([`EndedBy::Nobody`], wire.md A5).
    ///
    /// # Errors
    ///
    /// When the process can be neither signalled nor waited for; of an attached one, also when it does not end as asked and
    /// is not certain to be the plugin.
    pub async fn shutdown(&self) -> Result<Exit, Error> {
        let exit = end::end(&self.0.belongings.process, self.channel(), self.0.patience).await?;
        if exit.by == EndedBy::Nobody {
            self.hang_up();
        }
        // A host that exits next drops nothing.
        self.0.belongings.directory.remove();
        // Its last prints are in the connection's buffers: they are read to the end, or given up.
        const LAST_PRINTS: Duration = Duration::from_millis(500);
        let mut printed = self.0.printed.clone();
        let _ = tokio::time::timeout(LAST_PRINTS, printed.wait_for(|printed| *printed)).await;
        Ok(exit)
    }

    /// Whether calls can still reach it.
    pub(super) fn is_connected(&self) -> bool {
        !self.0.channel.is_closed() && !self.0.belongings.process.fate().is_over()
    }

    /// Waits for the end of the connection.
    pub(super) async fn parted(&self) {
        self.0.core.closed().await;
    }

    /// Ends a plugin that does not answer, unless it ends by itself within this time.
    pub(super) async fn end_after(&self, time: Duration) {
        end::end_after(&self.0.belongings.process, time, self.0.patience).await;
    }

    /// Ends the connection, and leaves the process alone.
    fn hang_up(&self) {
        self.0.tasks.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    pub(super) fn new(belongings: Belongings, met: Met, patience: Patience, sinks: Sinks) -> Self {
        let Met { address, version, listener, agreed, channel, tls, core, owner: broker, mut tasks } = met;
        let (done, printed) = watch::channel(false);
        let stdio = channel.clone();
        // With the broker's, as a Go host does (G4): they keep a Go plugin's connection busy, and its prints flowing.
        tasks.spawn(async move {
            stdio::relay(stdio, sinks).await;
            done.send_replace(true);
        });
        tasks.spawn(renew(Arc::downgrade(&belongings.directory)));
        let tasks = Mutex::new(Some(Tasks { _broker: broker, _running: tasks }));
        Self(Arc::new(Inner {
            channel,
            core,
            tasks,
            printed,
            belongings,
            address,
            version,
            listener,
            agreed,
            tls,
            patience,
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
