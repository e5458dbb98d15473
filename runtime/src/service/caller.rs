//! The connection that a typed client calls over, with layers before it or without.

use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Request, Response};
use tonic::body::Body;
use tower_service::Service;

use super::layer::BoxError;
use super::{Next, Received};
use crate::transport::Channel;

/// A channel, and what stands before it.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    channel: Channel,
    layers: Option<Next>,
}

impl Caller {
    pub(super) fn new(channel: Channel, layers: Option<Next>) -> Self {
        Self { channel, layers }
    }
}

impl Service<Request<Body>> for Caller {
    type Response = Response<Received>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Received>, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match &self.layers {
            None => self.channel.poll_ready(context).map_err(Into::into),
            // They say themselves that the connection is lost.
            Some(_) => Poll::Ready(Ok(())),
        }
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        match self.layers.clone() {
            None => {
                let sent = self.channel.send(request);
                Box::pin(async move { Ok(sent.await?.map(Received::Bare)) })
            }
            Some(layers) => {
                let sent = layers.send(request, self.channel.clone());
                Box::pin(async move { Ok(sent.await?.map(Received::Layered)) })
            }
        }
    }
}
