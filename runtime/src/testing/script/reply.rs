//! A reply, written as gRPC has it.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{BufMut as _, Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Response};
use hyper::body::{Body as HttpBody, Frame};
use tonic::body::Body;

use crate::field::Payload;

/// Messages with what gRPC puts before each, and how they end.
pub(super) type Messages = Pin<Box<dyn Stream<Item = Result<Bytes, tonic::Status>> + Send>>;

pub(super) fn messages<P: Payload>(
    payloads: impl Stream<Item = Result<P, tonic::Status>> + Send + 'static,
) -> Messages {
    Box::pin(payloads.map(|payload| payload.map(|payload| framed(&payload))))
}

/// Five bytes before each: it is not compressed, and so long.
fn framed<P: Payload>(payload: &P) -> Bytes {
    let length = payload.encoded_len();
    let mut bytes = BytesMut::with_capacity(5 + length);
    bytes.put_u8(0);
    bytes.put_u32(u32::try_from(length).unwrap_or(u32::MAX));
    payload.encode(&mut bytes);
    bytes.freeze()
}

/// The response that has these messages.
pub(super) fn response(messages: Messages) -> Response<Body> {
    let mut response = Response::new(Body::new(Written { messages: Some(messages) }));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    response
}

struct Written {
    /// None once the trailers are out.
    messages: Option<Messages>,
}

impl HttpBody for Written {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let this = self.get_mut();
        let Some(messages) = &mut this.messages else { return Poll::Ready(None) };
        let end = match messages.as_mut().poll_next(context) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Some(Ok(message))) => return Poll::Ready(Some(Ok(Frame::data(message)))),
            Poll::Ready(Some(Err(status))) => status,
            Poll::Ready(None) => tonic::Status::ok(""),
        };
        this.messages = None;
        let mut trailers = HeaderMap::new();
        Poll::Ready(Some(end.add_header(&mut trailers).map(|()| Frame::trailers(trailers))))
    }
}
