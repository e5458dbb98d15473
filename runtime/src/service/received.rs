//! The body of a request or a response that has come, past layers or not.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tonic::body::Body;

use super::layer::BoxError;

/// A body: only one that has met layers is behind a pointer.
#[derive(Debug)]
pub(crate) enum Received {
    Bare(Incoming),
    Layered(Body),
}

impl HttpBody for Received {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.get_mut() {
            Self::Bare(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
            Self::Layered(body) => Pin::new(body).poll_frame(context).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Bare(body) => body.is_end_stream(),
            Self::Layered(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Bare(body) => body.size_hint(),
            Self::Layered(body) => body.size_hint(),
        }
    }
}
