//! The answering half: one call, from the request's bytes to the response's.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Incoming;
use prost_types::FileDescriptorProto;
use tonic::Status;
use tonic::body::Body;
use tonic::server::{Grpc, UnaryService};

use super::codec::Messages;
use super::{Failure as _, Method};
use crate::field::Reply;
use crate::transport::MESSAGE_LIMIT;

/// A response that is being made.
pub type Answer = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// A service with an implementation behind it, such as the `KvServer` that `#[plugin]` makes for `trait Kv`.
pub trait Handler: Send + Sync + 'static {
    /// The service's full name, `kv.v1.Kv`.
    #[doc(hidden)]
    fn name(&self) -> &'static str;

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
    request: Request<Incoming>,
}

impl Call {
    pub(crate) fn new(request: Request<Incoming>) -> Self {
        Self { request }
    }

    /// The method's name on the wire: what follows the path's last slash.
    pub fn method(&self) -> &str {
        let path = self.request.uri().path();
        path.rsplit_once('/').map_or("", |(_, method)| method)
    }

    /// Answers as the method at position `N` of `C`'s trait, by asking `method`.
    pub fn unary<C, const N: usize, F, T>(self, method: F) -> Answer
    where
        C: Method<N>,
        F: FnOnce(C::Request) -> T + Send + 'static,
        T: Future<Output = Result<C::Reply, C::Error>> + Send + 'static,
    {
        let codec = Messages::<<C::Reply as Reply>::Payload, C::Request>::new();
        let answer = move |request| async move {
            let contained = Contained(Box::pin(method(request)));
            match contained.await? {
                Ok(reply) => Ok(tonic::Response::new(reply.into_payload())),
                Err(error) => Err(error.into_status().into()),
            }
        };
        Box::pin(async move {
            let mut grpc =
                Grpc::new(codec).max_decoding_message_size(MESSAGE_LIMIT).max_encoding_message_size(MESSAGE_LIMIT);
            grpc.unary(Unary(Some(answer)), self.request).await
        })
    }

    /// Answers that there is no such method.
    pub fn unimplemented(self) -> Answer {
        let message = format!("there is no method {}", self.request.uri().path());
        Box::pin(std::future::ready(Status::unimplemented(message).into_http()))
    }

    /// Answers by a service of tonic's making.
    pub(crate) fn forward<S>(self, mut service: S) -> Answer
    where
        S: tower_service::Service<Request<Incoming>, Response = Response<Body>, Error = Infallible>,
        S::Future: Send + 'static,
    {
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

/// A closure in tonic's shape of a method. It is called once.
struct Unary<F>(Option<F>);

impl<F, T, Q, R> UnaryService<Q> for Unary<F>
where
    F: FnOnce(Q) -> T,
    T: Future<Output = Result<tonic::Response<R>, Status>>,
{
    type Response = R;
    type Future = T;

    fn call(&mut self, request: tonic::Request<Q>) -> T {
        let method = self.0.take().expect("a unary call has one request");
        method(request.into_inner())
    }
}

/// A future whose panic ends the call and nothing else. What the panic says stays here: the hook has logged it.
struct Contained<T>(Pin<Box<T>>);

impl<T: Future> Future for Contained<T> {
    type Output = Result<T::Output, Status>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // Unwind safe, since the future is never polled again.
        let polled = catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(context)));
        polled.map_or_else(|panic| Poll::Ready(Err(panicked(&panic))), |poll| poll.map(Ok))
    }
}

fn panicked(_: &Box<dyn Any + Send>) -> Status {
    Status::internal("the plugin panicked while it answered this call")
}
