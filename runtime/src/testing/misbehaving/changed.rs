//! Messages that are taken out of their bodies, and changed.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use hyper::body::{Body as HttpBody, Frame, Incoming};
use tonic::body::Body;

use super::mischief::By;

/// A service's answer, each of whose messages is changed.
pub(super) struct Changed {
    body: Body,
    change: By<Vec<u8>>,
    /// What has come of the next message.
    rest: BytesMut,
}

impl Changed {
    pub(super) fn new(body: Body, change: By<Vec<u8>>) -> Self {
        Self { body, change, rest: BytesMut::new() }
    }

    /// All that has come to its end, changed.
    fn changed(&mut self) -> Bytes {
        let mut changed = BytesMut::new();
        while let Some(message) = next_message(&mut self.rest) {
            let message = self.change.message(&message);
            changed.put_u8(0);
            changed.put_u32(u32::try_from(message.len()).unwrap_or(u32::MAX));
            changed.extend_from_slice(&message);
        }
        changed.freeze()
    }
}

impl HttpBody for Changed {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let this = self.get_mut();
        loop {
            let frame = match ready!(Pin::new(&mut this.body).poll_frame(context)) {
                Some(Ok(frame)) => frame,
                ended => return Poll::Ready(ended),
            };
            match frame.into_data() {
                Ok(data) => {
                    this.rest.extend_from_slice(&data);
                    let changed = this.changed();
                    if !changed.is_empty() {
                        return Poll::Ready(Some(Ok(Frame::data(changed))));
                    }
                }
                Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
            }
        }
    }
}

/// The first message of a request; nothing, where it ends before that.
pub(super) async fn first_message(body: &mut Incoming) -> Bytes {
    let mut come = BytesMut::new();
    loop {
        if let Some(message) = next_message(&mut come) {
            return message;
        }
        match poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await {
            Some(Ok(frame)) => come.extend_from_slice(frame.data_ref().map_or(&[], |data| data)),
            _ => return Bytes::new(),
        }
    }
}

/// Takes the next message without its prefix, a byte for its compression, which nothing here is asked for, and four for its length.
fn next_message(bytes: &mut BytesMut) -> Option<Bytes> {
    let length = u32::from_be_bytes(bytes.get(1..PREFIX)?.try_into().ok()?) as usize;
    if bytes.len() < PREFIX + length {
        return None;
    }
    bytes.advance(PREFIX);
    Some(bytes.split_to(length).freeze())
}

const PREFIX: usize = 5;
