//! What tells the layers of a plugin how its connections are cut.

use std::sync::Arc;
use std::task::{Context, Poll};

use http::Request;
use tonic::body::Body;
use tower::{Layer, Service};

use super::connections::Connections;
use crate::service::Next;
use crate::testing::script::Cutter;

/// A layer before all others.
pub(super) struct Cutting(pub(super) Arc<Connections>);

#[derive(Clone)]
pub(super) struct Cut {
    next: Next,
    cutter: Cutter,
}

impl Layer<Next> for Cutting {
    type Service = Cut;

    fn layer(&self, next: Next) -> Cut {
        // The connections hold the layer, so it must not hold them.
        let connections = Arc::downgrade(&self.0);
        let cut = move || _ = connections.upgrade().map(|connections| connections.cut());
        Cut { next, cutter: Cutter(Arc::new(cut)) }
    }
}

impl Service<Request<Body>> for Cut {
    type Response = <Next as Service<Request<Body>>>::Response;
    type Error = <Next as Service<Request<Body>>>::Error;
    type Future = <Next as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.next.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        request.extensions_mut().insert(self.cutter.clone());
        self.next.call(request)
    }
}
