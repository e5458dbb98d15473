//! The answering half: one call, from the request's bytes to the response's.

use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;

use futures_util::Stream;
use http::{Request, Response};
use prost_types::FileDescriptorProto;
use tonic::Status;
use tonic::body::Body;
use tonic::server::{Grpc, StreamingService};

use super::answering::answer;
use super::callback::Lending;
use super::codec::Messages;
use super::method::{Answered, Asked};
use super::{Context, Metadata, Method, Origin, Received};
use crate::transport::MESSAGE_LIMIT;

/// A response that is being made.
pub type Answer = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// A service with an implementation behind it, such as the `KvServer` that `#[plugin]` makes for `trait Kv`.
pub trait Handler: Send + Sync + 'static {
    /// The service's full name, `kv.v1.Kv`.
    #[doc(hidden)]
    fn name(&self) -> &'static str;

    /// The version of the protocol that the trait names.
    #[doc(hidden)]
    fn version(&self) -> u32 {
        1
    }

    /// The service's description, for reflection.
    #[doc(hidden)]
    fn descriptor(&self) -> FileDescriptorProto;

    /// The files that the description imports, each after what it imports itself.
    #[doc(hidden)]
    fn imports(&self) -> Vec<FileDescriptorProto>;

    /// Answers one call.
    #[doc(hidden)]
    fn handle(&self, call: Call) -> Answer;
}

/// One call that waits for its answer.
pub struct Call {
    request: Request<Received>,
    origin: Origin,
    version: u32,
}

impl Call {
    pub(crate) fn new(request: Request<Received>, origin: Origin, version: u32) -> Self {
        Self { request, origin, version }
    }

    /// The method's name on the wire: what follows the path's last slash.
    pub fn method(&self) -> &str {
        let path = self.request.uri().path();
        path.rsplit_once('/').map_or("", |(_, method)| method)
    }

    /// The call, as one of the method at position `N` of `C`'s trait.
    pub fn to<C, const N: usize>(self) -> CallTo<C, N> {
        CallTo { call: self, service: PhantomData }
    }

    /// Answers that there is no such method.
    pub fn unimplemented(self) -> Answer {
        let message = format!("there is no method {}", self.request.uri().path());
        Box::pin(std::future::ready(Status::unimplemented(message).into_http()))
    }

    /// Answers that there is no such service, but `services`.
    pub(crate) fn unserved(self, services: &str) -> Answer {
        let message = format!("there is no method {}: this connection serves {services}", self.request.uri().path());
        Box::pin(std::future::ready(Status::unimplemented(message).into_http()))
    }

    /// Answers by a service of tonic's making.
    pub(crate) fn forward<S>(mut self, mut service: S) -> Answer
    where
        S: tower_service::Service<Request<Received>, Response = Response<Body>, Error = Infallible>,
        S::Future: Send + 'static,
    {
        self.request.extensions_mut().insert(self.origin.exchange);
        let answer = service.call(self.request);
        Box::pin(async move {
            let Ok(response) = answer.await;
            response
        })
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("path", &self.request.uri().path()).finish_non_exhaustive()
    }
}

/// One call of the method at position `N` of `C`'s trait.
pub struct CallTo<C, const N: usize> {
    call: Call,
    service: PhantomData<fn() -> C>,
}

impl<C: Method<N>, const N: usize> CallTo<C, N> {
    /// Answers by asking `method`.
    pub fn answer<F, T>(self, method: F) -> Answer
    where
        F: FnOnce(C::Request, Context) -> T + Send + 'static,
        T: Future<Output = C::Outcome> + Send + 'static,
    {
        let Call { request, origin, version } = self.call;
        let codec = Messages::<Answered<C, N>, Asked<C, N>>::new(Lending::new(origin.exchange.clone(), None));
        let in_flight = origin.calls.token();
        let answering = move |request: tonic::Request<_>| {
            let (metadata, _, messages) = request.into_parts();
            let context = Context::of_call(Metadata::from_tonic(metadata), origin, version);
            answer::<C, N, _, _>(messages, context, in_flight, method)
        };
        Box::pin(async move {
            let mut grpc =
                Grpc::new(codec).max_decoding_message_size(MESSAGE_LIMIT).max_encoding_message_size(MESSAGE_LIMIT);
            grpc.streaming(Once(Some(answering)), request).await
        })
    }
}

impl<C, const N: usize> fmt::Debug for CallTo<C, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallTo").field("call", &self.call).finish_non_exhaustive()
    }
}

/// A closure in tonic's shape of a method. It is called once.
struct Once<F>(Option<F>);

impl<F, T, S, Q, R> StreamingService<Q> for Once<F>
where
    F: FnOnce(tonic::Request<tonic::Streaming<Q>>) -> T,
    T: Future<Output = Result<tonic::Response<S>, Status>>,
    S: Stream<Item = Result<R, Status>>,
{
    type Response = R;
    type ResponseStream = S;
    type Future = T;

    fn call(&mut self, request: tonic::Request<tonic::Streaming<Q>>) -> T {
        let method = self.0.take().expect("a call has one request");
        method(request)
    }
}
