//! A plugin within this process, as its host sees it.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::running::Running;
use crate::address::Address;
use crate::broker::{Broker, Core, Owner};
use crate::controller;
use crate::error::{CallError, Error, TransportError};
use crate::health;
use crate::host::{Met, Tls};
use crate::serve::{EndReason, Hooked, Settled};
use crate::service::{Client, Connection};
use crate::transport::Channel;

/// A plugin within this process that is ready for calls, over a connection of one host.
///
/// Cheap to clone, and alive for as long as a clone, one of its clients, or another host's connection is. When the last is
/// dropped it ends at once, as a killed process does: a test that panics leaves nothing behind.
/// [`shutdown`](Self::shutdown) ends it gently.
#[derive(Clone)]
pub struct InProcessPlugin(Arc<Inner>);

struct Inner {
    channel: Channel,
    core: Arc<Core>,
    tasks: Mutex<Option<(Owner, JoinSet<()>)>>,
    cut: CancellationToken,
    tls: Option<Tls>,
    version: u32,
    is_multiplexed: bool,
    running: Arc<Running>,
}

/// What a plugin within this process is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// It takes calls.
    Serving,
    /// It finishes calls in flight, or runs its hook.
    Ending,
    /// It has ended.
    Ended,
}

/// How a plugin within this process has ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ended {
    /// Why; None where it was [killed](InProcessPlugin::kill), and finished nothing.
    pub reason: Option<EndReason>,
    /// How many calls in flight had not finished within [`Server::grace`](crate::Server::grace).
    pub cut_off: usize,
    /// What became of its hook.
    pub hook: HookEnd,
}

/// What became of a plugin's own hook: see [`Server::on_shutdown`](crate::Server::on_shutdown).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum HookEnd {
    /// It did not run: there is none, or the plugin was killed.
    #[default]
    NotRun,
    /// It came to its end.
    Finished,
    /// It panicked.
    Panicked,
    /// It took longer than there was time, and was given up.
    TooLate,
}

impl InProcessPlugin {
    pub(super) fn new(running: Arc<Running>, met: Met, cut: CancellationToken) -> Self {
        let Met { channel, core, owner, tasks, tls, version, agreed, .. } = met;
        let tasks = Mutex::new(Some((owner, tasks)));
        Self(Arc::new(Inner { channel, core, tasks, cut, tls, version, is_multiplexed: agreed.multiplexed, running }))
    }

    /// A client of one of the plugin's services. It keeps the plugin alive.
    pub fn client<C: Client>(&self) -> C {
        let owner = Arc::clone(&self.0) as _;
        C::from_connection(Connection::new(self.channel(), Arc::clone(&self.0.core), owner))
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
        self.0.is_multiplexed
    }

    /// The version of the protocol that both ends speak.
    pub fn version(&self) -> u32 {
        self.0.version
    }

    /// Where the plugin listens; None where that is a pipe in memory.
    pub fn address(&self) -> Option<&Address> {
        self.0.running.address.as_ref()
    }

    /// What TLS agreed on; nothing where the two speak plaintext.
    pub fn tls(&self) -> Option<&Tls> {
        self.0.tls.as_ref()
    }

    /// What the plugin is about. It serves from the start.
    pub fn state(&self) -> State {
        self.0.running.state()
    }

    /// Asks the plugin whether it is alive, as [`Plugin::ping`](crate::Plugin::ping) does.
    ///
    /// # Errors
    ///
    /// When it does not answer within `patience`, or not at all.
    pub async fn ping(&self, patience: Duration) -> Result<(), CallError> {
        health::ping(self.channel(), patience).await
    }

    /// Connects another host to the same plugin, over a pipe of its own.
    ///
    /// # Errors
    ///
    /// When the plugin has ended, or is about to.
    pub async fn connect(&self) -> Result<Self, Error> {
        Arc::clone(&self.0.running).connect().await
    }

    /// Cuts this connection, as a crash of either end would: calls in flight fail, and so do later ones of this host. The
    /// plugin and its other hosts go on. Returns when both ends have seen it.
    pub async fn disconnect(&self) {
        self.0.cut.cancel();
        self.0.core.closed().await;
    }

    /// Ends the plugin at once, for all its hosts, as SIGKILL ends a process: calls fail with
    /// [`CallError::PluginExited`](crate::CallError::PluginExited).
    pub fn kill(&self) {
        self.0.running.kill();
    }

    /// Ends the plugin gently, for all its hosts: calls in flight have their time, and the hook runs. Where this host is
    /// [disconnected](Self::disconnect) it ends as by SIGTERM. Doing it twice does no harm.
    ///
    /// # Errors
    ///
    /// When it has not ended a second after [the time that it has](super::InProcess::shutdown_timeout); it is killed then.
    pub async fn shutdown(&self) -> Result<Ended, Error> {
        let running = &self.0.running;
        let asked = async {
            controller::shutdown(self.channel(), running.shutdown_timeout).await;
            // Where nobody could be asked.
            running.terminated.cancel();
        };
        let after = running.shutdown_timeout + SLACK;
        let (ended, _) = tokio::join!(timeout(after, running.ended()), timeout(after, asked));
        ended.map_err(|_| {
            self.kill();
            TransportError::StillServing { after }.into()
        })
    }

    /// Waits for the plugin to end.
    pub async fn ended(&self) -> Ended {
        self.0.running.ended().await
    }
}

impl From<Settled> for Ended {
    fn from(Settled { reason, cut_off, hook }: Settled) -> Self {
        let hook = match hook {
            Hooked::Absent => HookEnd::NotRun,
            Hooked::Finished => HookEnd::Finished,
            Hooked::Panicked => HookEnd::Panicked,
            Hooked::TooLate => HookEnd::TooLate,
        };
        Self { reason: Some(reason), cut_off, hook }
    }
}

/// The connection ends with its last client.
impl Drop for Inner {
    fn drop(&mut self) {
        self.cut.cancel();
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl fmt::Debug for InProcessPlugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InProcessPlugin")
            .field("state", &self.state())
            .field("version", &self.version())
            .field("tls", &self.tls())
            .field("broker", &self.0.core)
            .finish_non_exhaustive()
    }
}

/// How much longer than asked for a plugin may take to end.
const SLACK: Duration = Duration::from_secs(1);
