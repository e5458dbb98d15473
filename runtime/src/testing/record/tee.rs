//! A body whose messages are copied as they pass.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tonic::body::Body;

use super::Tape;
use super::passing::{Ongoing, outcome};
use crate::status::{Code, Status};

/// A body, and whose it is.
pub(super) struct Tee {
    body: Body,
    side: Side,
    unread: BytesMut,
}

/// Whose body it is.
pub(super) enum Side {
    Request {
        tape: Arc<Tape>,
        index: usize,
    },
    Response {
        call: Ongoing,
        /// What the headers have said of the end.
        said: Option<Result<(), Status>>,
    },
}

impl Tee {
    pub(super) fn new(body: Body, side: Side) -> Self {
        let tee = Self { body, side, unread: BytesMut::new() };
        if let Side::Response { call, said: Some(said) } = &tee.side {
            call.end(said.clone());
        }
        tee
    }

    /// Takes down what is whole: each message has five bytes before it, the last four its length.
    fn data(&mut self, data: &Bytes) {
        self.unread.extend_from_slice(data);
        while let Some((head, rest)) = self.unread.split_first_chunk::<5>() {
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
            if rest.len() < length {
                return;
            }
            self.unread.advance(head.len());
            let message = self.unread.split_to(length).freeze();
            match &self.side {
                Side::Request { tape, index } => tape.update(*index, |call| call.requests.push(message)),
                Side::Response { call, .. } => call.tape.update(call.index, |call| call.responses.push(message)),
            }
        }
    }

    fn end(&self, outcome: Result<(), Status>) {
        if let Side::Response { call, .. } = &self.side {
            call.end(outcome);
        }
    }
}

impl HttpBody for Tee {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let this = self.get_mut();
        let frame = ready!(Pin::new(&mut this.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => {
                if let Some(data) = frame.data_ref() {
                    this.data(data);
                } else if let Some(status) = frame.trailers_ref().and_then(tonic::Status::from_header_map) {
                    this.end(outcome(status));
                }
            }
            Some(Err(status)) => this.end(Err(status.clone().into())),
            None => this.end(Err(Status::new(Code::Unknown, "the response ended without a status"))),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
