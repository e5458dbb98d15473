//! Where a typed client's calls go: a connection that is there, or one that is made when it is first needed.

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use tokio::sync::{Mutex, OnceCell};
use tokio::task::JoinSet;

use super::Connection;
use super::callback::Local;
use crate::broker::{Core, SHUT};
use crate::error::{BrokerError, CallError};
use crate::transport::{Channel, Stream};

/// Where calls go.
#[derive(Debug, Clone)]
pub(super) enum Link {
    /// The main connection.
    Open(Channel),
    /// A callback's.
    Lazy(Arc<Lazy>),
    /// That of whichever generation of a supervised plugin is up.
    Live(Arc<dyn Generations>),
}

/// A plugin of which one generation follows another.
pub(crate) trait Generations: fmt::Debug + Send + Sync {
    /// A connection to the one that is up; waits for the next where none is.
    fn connection(&self) -> BoxFuture<'_, Result<Connection, CallError>>;
}

/// A callback's connection.
pub(super) struct Lazy {
    pub(super) road: Road,
    /// The full name of the callback's service.
    service: &'static str,
    channel: OnceCell<Channel>,
    /// What drives the connection, and what answers at its other end if that is here.
    tasks: Mutex<JoinSet<()>>,
}

/// To where a callback leads.
pub(super) enum Road {
    /// To a number of the peer's.
    Borrowed(Borrowed),
    /// To a service of this process.
    Local(Arc<Local>),
}

/// A number of the peer's that is held.
pub(super) struct Borrowed {
    core: Arc<Core>,
    id: u32,
}

impl Borrowed {
    pub(super) fn new(core: Arc<Core>, id: u32) -> Self {
        core.hold(id);
        Self { core, id }
    }
}

impl Drop for Borrowed {
    fn drop(&mut self) {
        self.core.let_go(self.id);
    }
}

impl Link {
    pub(super) fn lazy(road: Road, service: &'static str) -> Self {
        let (channel, tasks) = (OnceCell::new(), Mutex::default());
        Self::Lazy(Arc::new(Lazy { road, service, channel, tasks }))
    }

    /// The connection, made now if need be.
    pub(super) async fn channel(&self) -> Result<Channel, CallError> {
        match self {
            Self::Open(channel) => Ok(channel.clone()),
            Self::Lazy(lazy) => lazy.channel.get_or_try_init(|| lazy.connect()).await.cloned(),
            Self::Live(generations) => generations.connection().await?.channel().await,
        }
    }

    /// Whether the connection was there, and is no more.
    pub(super) fn is_closed(&self) -> bool {
        match self {
            Self::Open(channel) => channel.is_closed(),
            Self::Lazy(lazy) => lazy.channel.get().is_some_and(Channel::is_closed),
            Self::Live(_) => false,
        }
    }

    /// Who has let go of the callback, if that is why calls fail.
    pub(super) fn let_go(&self) -> Option<CallError> {
        let Self::Lazy(lazy) = self else {
            return None;
        };
        let by = match &lazy.road {
            Road::Borrowed(borrowed) if borrowed.core.is_over() => return None,
            Road::Borrowed(borrowed) => borrowed.core.peer(),
            Road::Local(_) => "lender",
        };
        Some(CallError::LetGo { service: lazy.service, by })
    }
}

impl Lazy {
    async fn connect(&self) -> Result<Channel, CallError> {
        match &self.road {
            Road::Local(local) => {
                let (near, far) = tokio::io::duplex(ROOM);
                self.tasks.lock().await.spawn(local.answer(far));
                self.speak(Box::pin(near), false).await
            }
            Road::Borrowed(Borrowed { core, id }) => {
                let (stream, secure) = core.reach(*id).await.map_err(|error| self.explain(error, core))?;
                self.speak(stream, secure).await
            }
        }
    }

    async fn speak(&self, stream: Stream, secure: bool) -> Result<Channel, CallError> {
        let opened = Channel::open(stream, secure).await;
        let (channel, driver) = opened.map_err(|error| CallError::Disconnected { source: Arc::new(error) })?;
        self.tasks.lock().await.spawn(async move { _ = driver.await });
        Ok(channel)
    }

    /// A door that was shut is no riddle.
    fn explain(&self, error: BrokerError, core: &Core) -> CallError {
        match error {
            BrokerError::Refused { reason, .. } if reason == SHUT => {
                CallError::LetGo { service: self.service, by: core.peer() }
            }
            // The socket is gone with the service behind it.
            BrokerError::Connect { .. } if !core.is_over() => {
                CallError::LetGo { service: self.service, by: core.peer() }
            }
            other => other.into(),
        }
    }
}

impl fmt::Debug for Lazy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let connected = self.channel.initialized();
        f.debug_struct("Callback")
            .field("service", &self.service)
            .field("connected", &connected)
            .finish_non_exhaustive()
    }
}

/// As much as waits between two ends in one process.
const ROOM: usize = 64 * 1024;
