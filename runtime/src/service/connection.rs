//! The calling half: a typed client's connection.

use std::any::Any;
use std::error::Error as _;
use std::fmt;
use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use http::uri::PathAndQuery;
use tokio::sync::watch;
use tonic::client::Grpc;

use super::codec::Messages;
use super::{Method, Service};
use crate::error::CallError;
use crate::field::Reply;
use crate::process::{self, Words};
use crate::transport::{Channel, MESSAGE_LIMIT};

/// A typed client, such as the `KvClient` that `#[plugin]` makes for `trait Kv`.
pub trait Client: Service + Clone + Send + Sync + 'static {
    /// Makes the client of a connection.
    #[doc(hidden)]
    fn from_connection(connection: Connection) -> Self;

    /// The connection that the client calls over.
    #[doc(hidden)]
    fn connection(&self) -> &Connection;
}

/// What a typed client holds: where to call, and what keeps the other end alive.
#[derive(Clone)]
pub struct Connection {
    channel: Channel,
    fate: Fate,
    /// Whatever must live as long as the client; the host's plugin.
    owner: Arc<dyn Any + Send + Sync>,
}

/// Where to learn why a connection was lost.
#[derive(Debug, Clone)]
pub(crate) struct Fate {
    pub(crate) exit: watch::Receiver<Option<ExitStatus>>,
    pub(crate) words: Words,
}

impl Connection {
    /// Calls over `channel`, and holds `owner` meanwhile.
    pub(crate) fn new(channel: Channel, fate: Fate, owner: Arc<dyn Any + Send + Sync>) -> Self {
        Self { channel, fate, owner }
    }

    /// What the connection keeps alive.
    pub(crate) fn owner(&self) -> &Arc<dyn Any + Send + Sync> {
        &self.owner
    }

    /// Calls the method at position `N` of `C`'s trait. Dropping the future cancels the call.
    ///
    /// # Errors
    ///
    /// What the method answered, or the lost call.
    pub fn unary<C, const N: usize>(
        &self,
        request: C::Request,
    ) -> impl Future<Output = Result<C::Reply, C::Error>> + Send
    where
        C: Method<N>,
    {
        // Declared `Send`, so that no expansion looks inside: a type that cannot travel would be reported here again.
        self.call::<C, N>(request)
    }

    async fn call<C, const N: usize>(&self, request: C::Request) -> Result<C::Reply, C::Error>
    where
        C: Method<N>,
    {
        let path = PathAndQuery::from_static(C::PATH);
        let codec = Messages::<C::Request, <C::Reply as Reply>::Payload>::new();
        let mut grpc = Grpc::with_origin(self.channel.clone(), self.channel.origin().clone())
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        match grpc.unary(tonic::Request::new(request), path, codec).await {
            Ok(response) => Ok(C::Reply::from_payload(response.into_inner())),
            Err(status) => Err(self.explain(status).await.into()),
        }
    }

    /// Tells an answer from a loss: only a status that stands for an error of the connection has a source.
    async fn explain(&self, status: tonic::Status) -> CallError {
        if status.source().is_none() {
            return CallError::Status(status.into());
        }
        if let Some(lost) = self.loss().await {
            return lost;
        }
        match self.channel.is_closed() {
            true => CallError::Disconnected { source: Arc::new(status) },
            false => CallError::Status(status.into()),
        }
    }

    /// The plugin's end, if it has ended: its socket closes a moment before its status is known.
    async fn loss(&self) -> Option<CallError> {
        const MOMENT: Duration = Duration::from_millis(40);
        let mut exit = self.fate.exit.clone();
        tokio::time::timeout(MOMENT, exit.wait_for(Option::is_some)).await.ok()?.ok()?;
        let last_words = process::last_words(&self.fate.exit, &self.fate.words).await;
        Some(CallError::PluginExited { last_words: Box::new(last_words) })
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("channel", &self.channel).finish_non_exhaustive()
    }
}
