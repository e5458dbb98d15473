//! Calls, before the services see them.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;
use tonic::body::Body;

use super::actor::Actor;
use super::changed::{Changed, first_message};
use super::messages::{Raw, Watched};
use super::mischief::{Fault, Moment, Reply, service};
use super::seen::Seen;
use crate::serve::Look;
use crate::service::{Origin, Router};

/// How many calls, messages and answers there were of the plugin's own services.
#[derive(Debug, Default)]
pub(super) struct Counts {
    calls: AtomicUsize,
    pub(super) messages: AtomicUsize,
    pub(super) answers: AtomicUsize,
    /// Held while something is done after an answer: calls that come meanwhile are later than that.
    pub(super) after: Arc<tokio::sync::Mutex<()>>,
}

/// What stands before the services of a launch.
pub(super) fn look(actor: Arc<Actor>) -> Arc<Look> {
    let counts = Arc::new(Counts::default());
    Arc::new(move |request: Request<Incoming>, router: &Router, origin: &Origin| {
        let (actor, counts) = (Arc::clone(&actor), Arc::clone(&counts));
        let (router, origin) = (router.clone(), origin.clone());
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            actor.log.saw(Seen::Call(path.clone()));
            let own = !CONTROL.contains(&service(&path));
            if own {
                drop(counts.after.lock().await);
                if !actor.reads() {
                    // It came before the socket was left alone, and would have come after.
                    pending::<()>().await;
                }
                let count = counts.calls.fetch_add(1, Ordering::Relaxed) + 1;
                actor.now(Moment::Call(count)).await;
            }
            if path == SHUTDOWN {
                actor.now(Moment::Shutdown).await;
            }
            let stays = path == SHUTDOWN && actor.mischief.has(Fault::StaysAfterShutdown);
            let response = match actor.mischief.reply_to(&path) {
                Some(reply) => reply.response(request, &router, &origin).await,
                None if stays => raw(Raw::Whole(Bytes::from_static(EMPTY))),
                None => router.answer(request, &origin).await,
            };
            match own {
                true => response.map(|body| Body::new(Watched::new(body, actor, counts))),
                false => response,
            }
        })
    })
}

impl Reply {
    async fn response(&self, mut request: Request<Incoming>, router: &Router, origin: &Origin) -> Response<Body> {
        match self {
            Self::Silence => pending().await,
            Self::Status(status) => tonic::Status::from(status.clone()).into_http(),
            Self::End => raw(Raw::Whole(Bytes::new())),
            Self::Bytes(bytes) => raw(Raw::Whole(Bytes::copy_from_slice(bytes))),
            Self::Open(bytes) => raw(Raw::Open(Bytes::copy_from_slice(bytes))),
            Self::EndAfter(frames) => raw(Raw::After(request.into_body(), *frames)),
            Self::Reset => raw(Raw::Torn),
            Self::Http(status) => {
                let mut response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::from_u16(*status).unwrap_or(StatusCode::IM_A_TEAPOT);
                response
            }
            Self::To(reply) => {
                let reply = reply.message(&first_message(request.body_mut()).await);
                Box::pin(reply.response(request, router, origin)).await
            }
            Self::Changed(change) => {
                let answer = router.answer(request, origin).await;
                answer.map(|body| Body::new(Changed::new(body, change.clone())))
            }
        }
    }
}

/// A response of gRPC with this body.
fn raw(body: Raw) -> Response<Body> {
    let mut response = Response::new(Body::new(body));
    response.headers_mut().insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    response
}

/// go-plugin's own services (wire.md §1.8).
const CONTROL: [&str; 6] = [
    "grpc.health.v1.Health",
    "grpc.reflection.v1.ServerReflection",
    "grpc.reflection.v1alpha.ServerReflection",
    "plugin.GRPCBroker",
    "plugin.GRPCController",
    "plugin.GRPCStdio",
];
const SHUTDOWN: &str = "/plugin.GRPCController/Shutdown";
/// An empty message: not compressed, no bytes.
const EMPTY: &[u8] = &[0; 5];
