//! The calling half: a typed client's connection.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::Stream;
use futures_util::future::{BoxFuture, Either};
use http::uri::PathAndQuery;
use tokio::time::timeout_at;
use tonic::client::Grpc;

use super::callback::{Exchange, ImplementedBy, Lending, Local};
use super::caller::Caller;
use super::codec::Messages;
use super::incoming::Ongoing;
use super::link::{Borrowed, Generations, Link, Road};
use super::method::{Answered, Error, Reply, package};
use super::{Context, Failure as _, Form as _, Incoming, Input, Method, Optional, Outcome as _, Service, Torn};
use crate::broker::Core;
use crate::error::{BrokerError, CallError};
use crate::field::Payload;
use crate::process::Fate;
use crate::status::{Code, Status};
use crate::transport::{Channel, MESSAGE_LIMIT};

/// A typed client, such as the `KvClient` that `#[plugin]` makes for `trait Kv`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no client that `#[plugin]` makes",
    label = "not a client",
    note = "write the client of a trait with `#[plugin]`: its name, and `Client` behind it"
)]
pub trait Client: Service + ImplementedBy<Self> + Clone + Send + Sync + 'static {
    /// Makes the client of a connection.
    #[doc(hidden)]
    fn from_connection(connection: Connection) -> Self;

    /// The connection that the client calls over.
    #[doc(hidden)]
    fn connection(&self) -> &Connection;

    /// The same client, whose calls are made in this context: with its timeout, metadata, cancellation and trace.
    ///
    /// A method that takes a [`Context`] is called in that one instead.
    #[must_use]
    fn with(&self, context: Context) -> Self {
        Self::from_connection(self.connection().with(context))
    }
}

/// What a typed client holds: where to call, and what keeps the other end alive.
#[derive(Clone)]
pub struct Connection {
    link: Link,
    /// None where there is no process to ask.
    fate: Option<Fate>,
    /// How callbacks get to the other end.
    exchange: Exchange,
    /// Whatever must live as long as the client; the host's plugin.
    owner: Arc<dyn Any + Send + Sync>,
    /// What calls carry that have no context of their own.
    context: Option<Context>,
}

impl Connection {
    /// Calls over `channel`, lends by `core`, and holds `owner` meanwhile.
    pub(crate) fn new(channel: Channel, core: Arc<Core>, owner: Arc<dyn Any + Send + Sync>) -> Self {
        let fate = core.fate().cloned();
        Self { link: Link::Open(channel), fate, exchange: Exchange::Broker(core), owner, context: None }
    }

    /// Calls what the peer listens on under `id`, for a service of this name.
    pub(crate) fn borrowed(
        core: Arc<Core>,
        id: u32,
        service: &'static str,
        owner: Option<Arc<dyn Any + Send + Sync>>,
    ) -> Self {
        let fate = core.fate().cloned();
        let link = Link::lazy(Road::Borrowed(Borrowed::new(Arc::clone(&core), id)), service);
        let owner = owner.unwrap_or_else(|| Arc::new(()));
        Self { link, fate, exchange: Exchange::Broker(core), owner, context: None }
    }

    /// Calls a service of this process.
    pub(super) fn local(local: Arc<Local>, service: &'static str) -> Self {
        let exchange = local.exchange();
        let link = Link::lazy(Road::Local(local), service);
        Self { link, fate: None, exchange, owner: Arc::new(()), context: None }
    }

    /// Calls whichever generation of a supervised plugin is up, and holds `owner` meanwhile.
    pub(crate) fn live(generations: Arc<dyn Generations>, owner: Arc<dyn Any + Send + Sync>) -> Self {
        let exchange = Exchange::Within(Arc::default());
        Self { link: Link::Live(generations), fate: None, exchange, owner, context: None }
    }

    /// Whether another generation of the plugin may follow.
    pub(super) fn is_live(&self) -> bool {
        matches!(self.link, Link::Live(_))
    }

    /// What calls go over now.
    pub(super) fn channel(&self) -> BoxFuture<'_, Result<Channel, CallError>> {
        Box::pin(self.link.channel())
    }

    /// The same, which keeps nothing alive if it goes by `core`: for what is lent back to where it came from.
    pub(super) fn returned_to(&self, core: &Arc<Core>) -> Self {
        match &self.exchange {
            Exchange::Broker(own) if Arc::ptr_eq(own, core) => Self { owner: Arc::new(()), ..self.clone() },
            _ if matches!(self.link, Link::Live(_)) => Self { owner: Arc::new(()), ..self.clone() },
            _ => self.clone(),
        }
    }

    /// Makes the connection, if it is not there yet.
    pub(crate) async fn connect(&self) -> Result<(), CallError> {
        match self.link.channel().await {
            Ok(_) => Ok(()),
            Err(error) => Err(self.unreached(error).await),
        }
    }

    /// What the connection keeps alive.
    pub(crate) fn owner(&self) -> &Arc<dyn Any + Send + Sync> {
        &self.owner
    }

    /// The same connection, whose calls are made in this context unless they have one of their own.
    pub(super) fn with(&self, context: Context) -> Self {
        Self { context: Some(context), ..self.clone() }
    }

    /// What calls carry that have no context of their own.
    pub(super) fn context(&self) -> Option<Context> {
        self.context.clone()
    }

    /// Calls the method at position `N` of `C`'s trait. Dropping the future cancels the call.
    pub fn call<C, const N: usize>(&self, request: C::Request) -> impl Future<Output = C::Outcome> + Send
    where
        C: Method<N>,
    {
        // Declared `Send`, so that no expansion looks inside: a type that cannot travel would be reported here again.
        self.exchange::<C, N>(self.context(), request)
    }

    /// [`call`](Self::call), in a context that the method takes as its argument.
    pub fn call_in<C, const N: usize>(
        &self,
        context: Context,
        request: C::Request,
    ) -> impl Future<Output = C::Outcome> + Send
    where
        C: Method<N>,
    {
        self.exchange::<C, N>(Some(context), request)
    }

    /// A call of the method at position `N` of `C`'s trait, which the other end may lack.
    pub fn optional<C, const N: usize>(&self, request: C::Request) -> Optional<'_, C, N>
    where
        C: Method<N>,
    {
        Optional::new(self, request)
    }

    async fn exchange<C, const N: usize>(&self, context: Option<Context>, input: C::Request) -> C::Outcome
    where
        C: Method<N>,
    {
        let package = package(C::PATH);
        let result = self.received::<C, N, _, _>(context, package, |torn| input.send(torn)).await;
        C::Outcome::from_result(result.map_err(|error| Error::<C, N>::arrive(error, package)))
    }

    /// Makes a call whose request is what `send` yields, and waits until its reply has begun.
    pub(super) async fn received<C, const N: usize, P, S>(
        &self,
        context: Option<Context>,
        package: &'static str,
        send: impl FnOnce(Torn) -> S,
    ) -> Result<Reply<C, N>, CallError>
    where
        C: Method<N>,
        P: Payload,
        S: Stream<Item = P> + Send + 'static,
    {
        // One call below, and not one each: what it waits with is large.
        let (up, context) = match &self.link {
            Link::Live(generations) => {
                let context = context.map(Context::begun);
                let up = match context.as_ref().and_then(Context::ends_at) {
                    Some(deadline) => timeout_at(deadline, generations.connection()).await.map_err(|_| late())?,
                    None => generations.connection().await,
                };
                (Some(up?), context)
            }
            _ => (None, context),
        };
        up.as_ref().unwrap_or(self).asked::<C, N, P, S>(context, package, send).await
    }

    /// The same, over a connection that is fixed.
    async fn asked<C, const N: usize, P, S>(
        &self,
        context: Option<Context>,
        package: &'static str,
        send: impl FnOnce(Torn) -> S,
    ) -> Result<Reply<C, N>, CallError>
    where
        C: Method<N>,
        P: Payload,
        S: Stream<Item = P> + Send + 'static,
    {
        let mut request = tonic::Request::new(());
        let torn = Torn::new(package, C::Request::STREAMS.then(|| request.cancellation_handle()));
        let lending = Lending::new(self.exchange.clone(), Some(Arc::clone(&self.owner)));
        let call = Ongoing::new(self.clone(), context, torn.clone(), lending.clone());
        let channel = match call.within(self.link.channel()).await {
            Ok(channel) => channel,
            Err(error) => return Err(self.unreached(error).await),
        };
        call.describe(&mut request);
        let payloads = send(torn);
        let payloads = match &self.exchange {
            Exchange::Broker(core) if core.reachable().is_err() => match lending.tried(payloads) {
                Ok(payloads) => Either::Left(payloads),
                Err(failure) => return Err(self.unreached(failure).await),
            },
            _ => Either::Right(payloads),
        };
        let request = request.map(|()| payloads);

        let path = PathAndQuery::from_static(C::PATH);
        let codec = Messages::<P, Answered<C, N>>::new(lending);
        let origin = channel.origin().clone();
        let layers = match &self.exchange {
            Exchange::Broker(core) => core.edge().layers.calls.clone(),
            Exchange::Within(_) => None,
        };
        let mut grpc = Grpc::with_origin(Caller::new(channel, layers), origin)
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT);
        let reply = call.watch(grpc.streaming(request, path, codec)).await?;
        let (metadata, messages, _) = reply.into_parts();
        call.receive(metadata);
        C::Form::receive(Incoming::reply(messages, call, package)).await
    }

    /// Whether the other end may stand still in a debugger: no call to it has a deadline then.
    pub(super) fn is_debugged(&self) -> bool {
        self.fate.as_ref().is_some_and(Fate::is_debugged)
    }

    /// Why nothing can be called any more, if so.
    pub(super) fn lost(&self, status: tonic::Status) -> CallError {
        match self.link.is_closed() {
            true => self.link.let_go().unwrap_or_else(|| CallError::Disconnected { source: Arc::new(status) }),
            false => CallError::Status(status.into()),
        }
    }

    /// Why a callback could be neither reached nor lent: the plugin's end comes first, if it has ended.
    pub(super) async fn unreached(&self, error: CallError) -> CallError {
        match error {
            CallError::Status(_) | CallError::Broker(BrokerError::Absent { .. }) => error,
            lost => self.loss().await.unwrap_or(lost),
        }
    }

    /// The plugin's end, if it has ended: its socket closes a moment before its status is known.
    pub(super) async fn loss(&self) -> Option<CallError> {
        const MOMENT: Duration = Duration::from_millis(40);
        let fate = self.fate.as_ref()?;
        fate.ended(MOMENT).await?;
        Some(CallError::PluginExited { last_words: Box::new(fate.last_words().await) })
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("link", &self.link).finish_non_exhaustive()
    }
}

/// The caller's own deadline has passed before there was anything to call.
fn late() -> CallError {
    Status::new(Code::DeadlineExceeded, "the deadline of the call has passed").into()
}
