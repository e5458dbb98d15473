//! The broker: connections between host and plugin beside the main one, in either direction (wire.md §1.12, §1.13).
//!
//! `desk/` has the rules, `core` what they are about: sockets, streams, services. `serve` lets the peer in, `reach` goes to
//! it, and `stream` is the way on which the two brokers talk.

mod core;
mod desk;
mod facts;
mod reach;
mod serve;
mod stream;
mod turn;

use std::fmt;
use std::sync::Arc;

pub(crate) use self::core::{Core, Owner};
pub(crate) use self::desk::{Door, SHUT};
pub(crate) use self::facts::{Facts, Road};
pub(crate) use self::stream::{hold, service};

use crate::error::{BrokerError, CallError};
use crate::service::{Client, Connection, Handler};

/// Connections beside the main one, by number: for protocols that pass the numbers themselves.
///
/// Where a trait can say [`Callback`](crate::Callback), it does all of this. A host has its broker from
/// [`Plugin::broker`](crate::Plugin::broker), a plugin from [`Context::broker`](crate::Context::broker).
///
/// A number names a service on the side that accepts it; each side counts for itself (wire.md B1). The handle does not keep
/// the plugin alive.
///
/// ```
/// # use pintle::{Context, Status, plugin};
/// #[plugin(package = "lint.v1")]
/// pub trait Runner {
///     async fn file(&self, name: String) -> Result<Vec<u8>, Status>;
/// }
///
/// #[plugin(package = "lint.v1")]
/// pub trait RuleSet {
///     /// `runner` is a number of the host's.
///     async fn check(&self, cx: Context, runner: u32) -> Result<(), Status>;
/// }
///
/// struct Rules;
///
/// impl RuleSet for Rules {
///     async fn check(&self, cx: Context, runner: u32) -> Result<(), Status> {
///         let broker = cx.broker().expect("a call that is answered has a broker");
///         let runner: RunnerClient = broker.dial(runner).await?;
///         runner.file("main.tf".to_owned()).await.map(|_| ())
///     }
/// }
/// # fn main() {}
/// ```
#[derive(Clone)]
pub struct Broker(Arc<Core>);

impl Broker {
    pub(crate) fn of(core: Arc<Core>) -> Self {
        Self(core)
    }

    /// A number that is not in use on this side, from 1 on.
    pub fn next_id(&self) -> u32 {
        self.0.next_id()
    }

    /// Serves `handler` to whoever dials `id` on the other side, until the value is dropped; to any number of connections.
    ///
    /// # Errors
    ///
    /// The number is in use, no socket can be made, or the other end has no broker.
    pub fn accept(&self, id: u32, handler: impl Handler) -> Result<Accepted, BrokerError> {
        self.0.open(Some(id), Door::by_hand(), Arc::new(handler))?;
        Ok(Accepted { core: Arc::clone(&self.0), id })
    }

    /// Connects to what the other side accepts under `id`. It waits 5 s to hear of the number, as go-plugin does (wire.md B4,
    /// X5), towards a multiplexing peer other than pintle twice as long, since its answers can get lost (wire.md U7); and then
    /// at most 5 s for the connection.
    ///
    /// # Errors
    ///
    /// Nothing is heard of the number in time, it cannot be reached, or the session is over.
    pub async fn dial<C: Client>(&self, id: u32) -> Result<C, CallError> {
        let connection = Connection::borrowed(Arc::clone(&self.0), id, C::NAME, None);
        connection.connect().await?;
        Ok(C::from_connection(connection))
    }
}

impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A service that [`Broker::accept`] serves, for as long as this is held.
#[must_use = "dropping it ends the service"]
pub struct Accepted {
    core: Arc<Core>,
    id: u32,
}

impl Accepted {
    /// The number it is served under.
    pub fn id(&self) -> u32 {
        self.id
    }
}

impl Drop for Accepted {
    fn drop(&mut self) {
        self.core.shut(self.id);
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted").field("id", &self.id).finish_non_exhaustive()
    }
}
