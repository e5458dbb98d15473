//! tower's layers over calls, on either end.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::FutureExt as _;
use http::{Request, Response};
use hyper::body::Body as HttpBody;
use tonic::body::Body;
use tower::{Layer, Service};

use super::{Answer, Call, Handler, Origin, Received};
use crate::status::{self, Status};
use crate::transport::Channel;

/// A tower layer over calls: `tower::ServiceBuilder`, those of `tower-http` for gRPC, or one's own. It gets the calls as HTTP
/// requests and responses, with the body of [`tonic::body`], the same on either end.
///
/// It is used once, and what it makes is cloned for each call: state that all calls share is behind an `Arc`. A layer that
/// makes a request of its own hands on the extensions of the one that it got.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use std::task::{Context, Poll};
///
/// use http::Request;
/// use tower::{Layer, Service, layer::layer_fn};
///
/// /// Counts what passes.
/// #[derive(Clone)]
/// struct Counted<S>(S, Arc<AtomicU64>);
///
/// impl<S: Service<Request<B>>, B> Service<Request<B>> for Counted<S> {
///     type Response = S::Response;
///     type Error = S::Error;
///     type Future = S::Future;
///
///     fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
///         self.0.poll_ready(cx)
///     }
///
///     fn call(&mut self, request: Request<B>) -> S::Future {
///         self.1.fetch_add(1, Ordering::Relaxed);
///         self.0.call(request)
///     }
/// }
///
/// # fn server(server: pintle::Server) -> pintle::Server {
/// let calls = Arc::new(AtomicU64::new(0));
/// server.layer(layer_fn(move |next| Counted(next, Arc::clone(&calls))))
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no layer over calls",
    label = "not a layer over calls",
    note = "over a `pintle::Next`, a `tower::Layer` must make a `Service<http::Request<tonic::body::Body>>` that is `Clone`, \
            `Send` and `Sync`, and that responds with an `http::Response`"
)]
pub trait CallLayer {
    /// Stands before `next`.
    #[doc(hidden)]
    fn over(self, next: Next) -> Next;
}

impl<L, S, B> CallLayer for L
where
    L: Layer<Next, Service = S>,
    S: Service<Request<Body>, Response = Response<B>> + Clone + Send + Sync + 'static,
    S::Error: Into<BoxError>,
    S::Future: Send,
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn over(self, next: Next) -> Next {
        let service = self.layer(next);
        Next(Some(Arc::new(move |request| {
            let mut service = service.clone();
            Box::pin(async move {
                poll_fn(|context| service.poll_ready(context)).await.map_err(Into::into)?;
                let response = service.call(request).await.map_err(Into::into)?;
                Ok(response.map(Body::new))
            })
        })))
    }
}

/// What a layer stands before: further layers, and in the end the method that answers, or the connection to the other end.
#[derive(Clone)]
pub struct Next(Option<Arc<dyn Fn(Request<Body>) -> Passing + Send + Sync>>);

type Passing = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

pub(super) type BoxError = Box<dyn StdError + Send + Sync>;

/// Where a request goes behind all layers; it travels in its extensions, so that one stack serves all connections.
#[derive(Clone)]
enum Onward {
    Answer { handler: Arc<dyn Handler>, origin: Origin, version: u32 },
    Call(Channel),
}

impl Next {
    /// Adds a layer before those that there are.
    pub(crate) fn layered(layers: Option<Self>, layer: impl CallLayer) -> Self {
        layer.over(layers.unwrap_or(Self(None)))
    }

    /// Answers a call by `handler`, behind the layers. One that fails makes a status, and so does one that panics.
    pub(super) fn answer(
        &self,
        mut request: Request<Body>,
        handler: &Arc<dyn Handler>,
        origin: &Origin,
        version: u32,
    ) -> Answer {
        let onward = Onward::Answer { handler: Arc::clone(handler), origin: origin.clone(), version };
        request.extensions_mut().insert(onward);
        let (mut next, waiting) = (self.clone(), origin.calls.token());
        let passing = AssertUnwindSafe(async move { next.call(request).await }).catch_unwind();
        Box::pin(async move {
            let result = passing.await;
            // Its answer is in flight by itself from here on.
            drop(waiting);
            match result {
                Ok(Ok(response)) => response,
                Ok(Err(error)) => tonic::Status::from(Status::of_error(&*error)).into_http(),
                Err(_) => tonic::Status::internal("a layer panicked while it handed on this call").into_http(),
            }
        })
    }

    /// Makes a call over `channel`, behind the layers.
    pub(super) async fn send(
        mut self,
        mut request: Request<Body>,
        channel: Channel,
    ) -> Result<Response<Body>, BoxError> {
        request.extensions_mut().insert(Onward::Call(channel));
        match self.call(request).await {
            Err(error) if status::find::<hyper::Error>(&*error).is_none() => Err(refused(error)),
            result => result,
        }
    }
}

impl Service<Request<Body>> for Next {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Passing;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: Request<Body>) -> Passing {
        if let Some(layers) = &self.0 {
            return layers(request);
        }
        match request.extensions_mut().remove::<Onward>() {
            Some(Onward::Answer { handler, origin, version }) => {
                let answer = handler.handle(Call::new(request.map(Received::Layered), origin, version));
                Box::pin(answer.map(Ok))
            }
            Some(Onward::Call(mut channel)) => {
                let sent = channel.send(request);
                Box::pin(async move { Ok(sent.await?.map(Body::new)) })
            }
            None => {
                Box::pin(async { Err("a layer made a request without the extensions of the one that it got".into()) })
            }
        }
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next").field("layered", &self.0.is_some()).finish()
    }
}

/// What a layer of the calling end said instead of passing a call on. tonic must not look into it.
#[derive(Debug)]
pub(super) struct Refused(pub(super) Arc<dyn StdError + Send + Sync>);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl StdError for Refused {}

/// A layer's error for tonic: as a status if it is one.
fn refused(error: BoxError) -> BoxError {
    match Status::within(&*error) {
        Some(status) => tonic::Status::from(status).into(),
        None => Refused(error.into()).into(),
    }
}
