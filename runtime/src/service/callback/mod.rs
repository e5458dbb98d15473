//! `Callback<XClient>`: a service that travels as an argument or a result.

mod field;
mod lending;
mod local;

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

pub(crate) use self::lending::Exchange;
pub(super) use self::lending::{Lending, Table};
pub(super) use self::local::Local;
use super::{Client, Connection, Handler};
use crate::broker::{Core, Door};
use crate::error::CallError;

/// A service that travels: whoever gets it calls back to whoever made it.
///
/// It may be an argument, a result, the item of a stream, or part of a message. It is made of a value that implements the
/// trait, and used as the client it derefs to:
///
/// ```
/// use pintle::{Callback, Status, plugin};
///
/// #[plugin(package = "count.v1")]
/// pub trait Progress {
///     async fn done(&self, percent: u32) -> Result<(), Status>;
/// }
///
/// #[plugin(package = "count.v1")]
/// pub trait Job {
///     async fn run(&self, progress: Callback<ProgressClient>) -> Result<(), Status>;
/// }
///
/// struct Work;
///
/// impl Job for Work {
///     async fn run(&self, progress: Callback<ProgressClient>) -> Result<(), Status> {
///         progress.done(50).await?;
///         progress.done(100).await
///     }
/// }
///
/// struct Bar;
///
/// impl Progress for Bar {
///     async fn done(&self, percent: u32) -> Result<(), Status> {
///         println!("{percent} %");
///         Ok(())
///     }
/// }
///
/// # async fn host(job: JobClient) -> Result<(), Status> {
/// job.run(Callback::new(Bar)).await
/// # }
/// # fn main() {}
/// ```
///
/// On the wire it is a `uint32`: a number of go-plugin's broker (wire.md §1.12), each time it is sent another one. It is
/// dialled on first use.
///
/// # How long it lives
///
/// What was lent is served for as long as either side holds it: the lender a clone, the other side the callback, its client,
/// or a stream of its calls. A peer that is not pintle holds it while the call that lent it runs and while it is connected;
/// one that has never connected is given 5 s more, as long as go-plugin's own broker remembers a number. It ends with
/// [`close`](Self::close), and with the peer. Calls then fail with [`CallError::LetGo`](crate::CallError::LetGo), or with
/// how the peer has ended.
///
/// A message with a callback can be written and read only as part of a call.
pub struct Callback<C>(Arc<Parts<C>>);

struct Parts<C> {
    client: C,
    /// The service behind it, if that is here.
    local: Option<Arc<Local>>,
}

/// Whose implementation can be called through this client; implemented by `#[plugin]` for every `T` of its trait.
pub trait ImplementedBy<T> {
    /// Serves it.
    fn handler(service: T) -> Arc<dyn Handler>;
}

impl<C: Client> Callback<C> {
    /// Makes a callback of a value that implements the trait. A client is such a value too: then calls are relayed.
    pub fn new<T>(service: T) -> Self
    where
        C: ImplementedBy<T>,
    {
        Self::of_handler(C::handler(service))
    }

    /// Ends the service behind it, wherever it was sent: calls in flight are finished, others fail. Of a callback that came
    /// from the other side, it only lets go.
    pub fn close(self) {
        if let Some(local) = &self.0.local {
            local.close();
        }
    }

    fn of_handler(handler: Arc<dyn Handler>) -> Self {
        let local = Arc::new(Local::new(handler));
        let client = C::from_connection(Connection::local(Arc::clone(&local), C::NAME));
        Self(Arc::new(Parts { client, local: Some(local) }))
    }

    /// Lends it to the peer, and says under which number. What came from the other side is relayed.
    fn lend(&self, core: &Arc<Core>) -> Result<u32, CallError> {
        match &self.0.local {
            Some(local) => local.lend(core),
            None => {
                let client = C::from_connection(self.0.client.connection().returned_to(core));
                Ok(core.open(None, Door::lent(false), C::handler(client))?)
            }
        }
    }

    /// One that came from the other side.
    fn borrowed(connection: Connection) -> Self {
        Self(Arc::new(Parts { client: C::from_connection(connection), local: None }))
    }
}

impl<C: Client> From<C> for Callback<C> {
    fn from(client: C) -> Self {
        Self::new(client)
    }
}

impl<C> Deref for Callback<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.0.client
    }
}

impl<C> Clone for Callback<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C> fmt::Debug for Callback<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback").field("local", &self.0.local.is_some()).finish_non_exhaustive()
    }
}
