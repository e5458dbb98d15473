//! What goes back to a host, message for message.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{HeaderMap, HeaderValue};
use hyper::body::{Body as HttpBody, Frame, Incoming};
use tonic::body::Body;

use super::actor::Actor;
use super::calls::Counts;
use super::mischief::Moment;

/// The body of an answer, which stops between its messages for what is to be done there.
pub(super) struct Watched {
    body: Body,
    actor: Arc<Actor>,
    counts: Arc<Counts>,
    /// What is being done before the rest goes on.
    doing: Option<BoxFuture<'static, ()>>,
    /// What has come of the body and is still to go.
    rest: Bytes,
    ended: bool,
}

impl Watched {
    pub(super) fn new(body: Body, actor: Arc<Actor>, counts: Arc<Counts>) -> Self {
        Self { body, actor, counts, doing: None, rest: Bytes::new(), ended: false }
    }

    fn at(&self, moment: Moment) -> BoxFuture<'static, ()> {
        let actor = Arc::clone(&self.actor);
        Box::pin(async move { actor.now(moment).await })
    }

    /// The next message of the rest, and what is to be done after it.
    fn next_message(&mut self) -> Bytes {
        let count = self.counts.messages.fetch_add(1, Ordering::Relaxed) + 1;
        self.doing = Some(self.at(Moment::Message(count)));
        let whole = message(&self.rest);
        self.rest.split_to(whole)
    }

    /// What is to be done after the last byte, once that is on its way.
    fn end(&mut self) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        let count = self.counts.answers.fetch_add(1, Ordering::Relaxed) + 1;
        let moment = Moment::Answer(count);
        if self.actor.mischief.acts_at(moment).next().is_none() {
            return;
        }
        let (then, held) = (self.at(moment), Arc::clone(&self.counts.after).try_lock_owned());
        tokio::spawn(async move {
            // All that has to run for it runs on this one thread.
            for _ in 0..TURNS {
                tokio::task::yield_now().await;
            }
            then.await;
            drop(held);
        });
    }
}

/// How long the first message of these bytes is, with its prefix: a byte for its compression, four for its length.
fn message(bytes: &[u8]) -> usize {
    let length = bytes.get(1..5).and_then(|length| length.try_into().ok()).map_or(0, u32::from_be_bytes);
    bytes.len().min(length as usize + 5)
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        let this = self.get_mut();
        loop {
            if !this.rest.is_empty() {
                if let Some(doing) = &mut this.doing {
                    ready!(doing.as_mut().poll(context));
                    this.doing = None;
                }
                return Poll::Ready(Some(Ok(Frame::data(this.next_message()))));
            }
            let frame = match ready!(Pin::new(&mut this.body).poll_frame(context)) {
                None => {
                    this.end();
                    return Poll::Ready(None);
                }
                Some(frame) => frame?,
            };
            match frame.into_data() {
                Ok(data) => this.rest = data,
                Err(frame) => {
                    this.end();
                    return Poll::Ready(Some(Ok(frame)));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        false
    }
}

/// A body that is no answer of a service's.
#[derive(Debug)]
pub(super) enum Raw {
    /// These bytes, and then that all is well.
    Whole(Bytes),
    Trailers,
    Nothing,
    /// These bytes, and then nothing more.
    Open(Bytes),
    /// That all is well, once so many frames have been asked, or all of them.
    After(Incoming, usize),
    /// The stream is reset.
    Torn,
}

impl HttpBody for Raw {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        match &mut *self {
            Self::Open(bytes) if bytes.is_empty() => return Poll::Pending,
            Self::After(asked, frames) => {
                while *frames > 0 {
                    match ready!(Pin::new(&mut *asked).poll_frame(context)) {
                        Some(Ok(_)) => *frames -= 1,
                        _ => *frames = 0,
                    }
                }
            }
            _ => {}
        }
        let (now, next) = match std::mem::replace(&mut *self, Self::Nothing) {
            Self::Whole(bytes) if !bytes.is_empty() => (Some(Ok(Frame::data(bytes))), Self::Trailers),
            Self::Open(bytes) => (Some(Ok(Frame::data(bytes))), Self::Open(Bytes::new())),
            Self::Whole(_) | Self::Trailers | Self::After(..) => {
                let mut trailers = HeaderMap::new();
                trailers.insert("grpc-status", HeaderValue::from_static("0"));
                (Some(Ok(Frame::trailers(trailers))), Self::Nothing)
            }
            Self::Nothing => (None, Self::Nothing),
            Self::Torn => (Some(Err(tonic::Status::internal("torn"))), Self::Nothing),
        };
        *self = next;
        Poll::Ready(now)
    }
}

/// More turns than anything takes from a body to its socket.
const TURNS: usize = 64;
