//! The layer: what passes is written down on its way.

use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll};

use http::{Request, Response};
use tonic::body::Body;
use tonic::metadata::MetadataMap;
use tower::{Layer, Service};

use super::tee::{Side, Tee};
use super::{RecordedCall, Recorder, Tape};
use crate::service::{Metadata, Next};
use crate::status::{Code, Status};

/// What a [`Recorder`] stands before.
#[derive(Clone)]
pub struct Recorded {
    next: Next,
    tape: Arc<Tape>,
}

impl Layer<Next> for Recorder {
    type Service = Recorded;

    fn layer(&self, next: Next) -> Recorded {
        Recorded { next, tape: Arc::clone(&self.0) }
    }
}

impl Service<Request<Body>> for Recorded {
    type Response = Response<Body>;
    type Error = <Next as Service<Request<Body>>>::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.next.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let call = Ongoing::begin(&self.tape, &request);
        let (tape, index) = (Arc::clone(&self.tape), call.index);
        let request = request.map(|body| Body::new(Tee::new(body, Side::Request { tape, index })));
        let passing = self.next.call(request);
        Box::pin(async move {
            match passing.await {
                Ok(response) => {
                    // Where all is said in the headers, no trailers follow.
                    let said = tonic::Status::from_header_map(response.headers()).map(outcome);
                    Ok(response.map(|body| Body::new(Tee::new(body, Side::Response { call, said }))))
                }
                Err(error) => {
                    call.end(Err(Status::of_error(&*error)));
                    Err(error)
                }
            }
        })
    }
}

/// A call that has not ended; where it is dropped, it was given up.
pub(super) struct Ongoing {
    pub(super) tape: Arc<Tape>,
    pub(super) index: usize,
}

impl Ongoing {
    fn begin(tape: &Arc<Tape>, request: &Request<Body>) -> Self {
        let known = Arc::clone(&tape.known.lock().unwrap_or_else(PoisonError::into_inner));
        let metadata = Metadata::from_tonic(MetadataMap::from_headers(request.headers().clone()));
        let call = RecordedCall {
            path: request.uri().path().to_owned(),
            metadata,
            requests: Vec::new(),
            responses: Vec::new(),
            outcome: None,
            began: tape.now(),
            ended: None,
            known,
        };
        let mut calls = tape.calls();
        calls.push(call);
        Self { tape: Arc::clone(tape), index: calls.len() - 1 }
    }

    /// The first end counts.
    pub(super) fn end(&self, outcome: Result<(), Status>) {
        let now = self.tape.now();
        let mut is_first = false;
        self.tape.update(self.index, |call| {
            is_first = call.outcome.is_none();
            if is_first {
                (call.outcome, call.ended) = (Some(outcome), Some(now));
            }
        });
        if is_first {
            self.tape.ended.send_modify(|ended| *ended += 1);
        }
    }
}

/// What a status says, which may be that all is well.
pub(super) fn outcome(status: tonic::Status) -> Result<(), Status> {
    if status.code() == tonic::Code::Ok { Ok(()) } else { Err(status.into()) }
}

impl Drop for Ongoing {
    fn drop(&mut self) {
        self.end(Err(Status::new(Code::Cancelled, "the call was given up")));
    }
}

impl std::fmt::Debug for Recorded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorded").field("next", &self.next).finish_non_exhaustive()
    }
}
