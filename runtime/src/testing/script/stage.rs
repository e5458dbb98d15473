//! The layer: each call takes its step.

use std::fmt;
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::{Request, Response};
use hyper::body::Body as _;
use tonic::body::Body;
use tower::{Layer, Service};

use super::reply::response;
use super::steps::{Act, Step};
use super::{Book, Script};
use crate::service::Next;

/// What a [`Script`] stands before.
#[derive(Clone)]
pub struct Scripted {
    next: Next,
    book: Arc<Book>,
}

/// How to cut the connections of a plugin within this process; in the extensions of the requests that it gets.
#[derive(Clone)]
pub(in crate::testing) struct Cutter(pub(in crate::testing) Arc<dyn Fn() + Send + Sync>);

impl Layer<Next> for Script {
    type Service = Scripted;

    fn layer(&self, next: Next) -> Scripted {
        Scripted { next, book: Arc::clone(&self.book) }
    }
}

impl Service<Request<Body>> for Scripted {
    type Response = Response<Body>;
    type Error = <Next as Service<Request<Body>>>::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.next.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let mut next = self.next.clone();
        match self.book.take(request.uri().path()) {
            None => next.call(request),
            Some(Err(excess)) => Box::pin(async { Ok(excess.into_http()) }),
            Some(Ok(step)) => Box::pin(async move {
                tokio::time::sleep(step.delay).await;
                match step.act {
                    Act::Pass => next.call(request).await,
                    act => Ok(acted(act, step.is_upload, request).await),
                }
            }),
        }
    }
}

impl Book {
    /// The step for a call, or why there is none; None where it is none of the script's.
    fn take(&self, path: &str) -> Option<Result<Step, tonic::Status>> {
        let (service, method) = path.strip_prefix('/')?.rsplit_once('/')?;
        let mut lines = self.lines();
        let line = lines.get_mut(method).filter(|_| service == self.known.service)?;
        match line.steps.pop_front() {
            Some(step) => {
                line.taken += 1;
                Some(Ok(step))
            }
            None if line.then_pass => None,
            None => {
                line.excess += 1;
                let message = format!("the script has no step left for {path}: {} were taken", line.taken);
                Some(Err(tonic::Status::failed_precondition(message)))
            }
        }
    }
}

/// Does what a step says of a call that does not pass.
async fn acted(act: Act, is_upload: bool, request: Request<Body>) -> Response<Body> {
    let cutter = request.extensions().get::<Cutter>().cloned();
    if !is_upload {
        // A method would have read it.
        let mut body = request.into_body();
        while poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await.is_some() {}
    }
    match (act, cutter) {
        (Act::Reply(messages), _) => response(messages),
        (Act::Fail(status), _) => status.into_http(),
        (Act::Disconnect, Some(Cutter(cut))) => {
            cut();
            pending().await
        }
        (Act::Disconnect, None) => {
            let message = "a script can cut the connections of a plugin within the test's process only, on its side";
            tonic::Status::failed_precondition(message).into_http()
        }
        (Act::Hang | Act::Pass, _) => pending().await,
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scripted").field("service", &self.book.known.service).finish_non_exhaustive()
    }
}
