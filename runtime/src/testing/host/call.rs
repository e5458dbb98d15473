//! One call, in bytes.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use http::{HeaderMap, Request, Response};
use hyper::body::{Body, Frame, Incoming};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::status::Status;
use crate::transport::Channel;

/// A call with messages in both directions, while it lasts. Dropped, it is cancelled.
#[derive(Debug)]
pub struct Call {
    outgoing: Option<mpsc::UnboundedSender<Bytes>>,
    incoming: mpsc::UnboundedReceiver<io::Result<Heard>>,
    _task: JoinSet<()>,
}

/// What a plugin says in a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Heard {
    /// One message.
    Message(Bytes),
    /// The end: as it should be, or with a status that says why not.
    End(Result<(), Status>),
}

/// All that a plugin has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The messages.
    pub messages: Vec<Bytes>,
    /// The end behind them: as it should be, or with a status that says why not.
    pub end: Result<(), Status>,
}

impl Call {
    pub(super) fn open(mut channel: Channel, path: &str) -> io::Result<Self> {
        let (outgoing, messages) = mpsc::unbounded_channel();
        let (heard, incoming) = mpsc::unbounded_channel();
        let request = Request::post(format!("{}{path}", channel.origin().to_string().trim_end_matches('/')))
            .header("content-type", "application/grpc")
            .header("te", "trailers")
            .body(tonic::body::Body::new(Outgoing(messages)))
            .map_err(io::Error::other)?;
        let mut task = JoinSet::new();
        task.spawn(async move {
            let answered = match channel.send(request).await {
                Ok(response) => listen(response, &heard).await,
                Err(error) => Err(io::Error::other(error)),
            };
            if let Err(error) = answered {
                _ = heard.send(Err(error));
            }
        });
        Ok(Self { outgoing: Some(outgoing), incoming, _task: task })
    }

    /// Sends a message, which is framed as gRPC has it.
    pub fn tell(&mut self, message: impl Into<Bytes>) {
        let message = message.into();
        let mut framed = BytesMut::with_capacity(HEAD + message.len());
        framed.put_u8(0);
        framed.put_u32(u32::try_from(message.len()).unwrap_or(u32::MAX));
        framed.extend_from_slice(&message);
        self.tell_raw(framed);
    }

    /// Sends bytes as they are.
    pub fn tell_raw(&mut self, bytes: impl Into<Bytes>) {
        // Where the call has ended, what comes tells of it.
        _ = self.outgoing.as_ref().map(|outgoing| outgoing.send(bytes.into()));
    }

    /// Says that there is nothing more to tell.
    pub fn half_close(&mut self) {
        self.outgoing = None;
    }

    /// What comes next.
    ///
    /// # Errors
    ///
    /// When the connection ends, or what comes is not gRPC.
    pub async fn next(&mut self) -> io::Result<Heard> {
        let over = || Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the call is over"));
        self.incoming.recv().await.unwrap_or_else(over)
    }

    /// All that comes until the end.
    ///
    /// # Errors
    ///
    /// When the connection ends, or what comes is not gRPC.
    pub async fn answer(mut self) -> io::Result<Answer> {
        let mut messages = Vec::new();
        loop {
            match self.next().await? {
                Heard::Message(message) => messages.push(message),
                Heard::End(end) => return Ok(Answer { messages, end }),
            }
        }
    }
}

/// Hands on what comes, until the end.
async fn listen(response: Response<Incoming>, heard: &mpsc::UnboundedSender<io::Result<Heard>>) -> io::Result<()> {
    let (head, mut body) = response.into_parts();
    if let Some(end) = end(&head.headers) {
        _ = heard.send(Ok(end));
        return Ok(());
    }
    let mut read = BytesMut::new();
    while let Some(frame) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = match frame.map_err(io::Error::other)?.into_data() {
            Ok(data) => {
                read.extend_from_slice(&data);
                while let Some(message) = message(&mut read) {
                    _ = heard.send(Ok(Heard::Message(message)));
                }
                continue;
            }
            Err(frame) => frame,
        };
        if let Some(end) = frame.trailers_ref().and_then(end) {
            _ = heard.send(Ok(end));
            return Ok(());
        }
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, format!("HTTP {} without a gRPC status", head.status.as_u16())))
}

/// The first whole message of what was read.
fn message(read: &mut BytesMut) -> Option<Bytes> {
    let [_, size @ ..] = *read.first_chunk::<HEAD>()?;
    let size = u32::from_be_bytes(size) as usize;
    if read.len() < HEAD + size {
        return None;
    }
    read.advance(HEAD);
    Some(read.split_to(size).freeze())
}

fn end(headers: &HeaderMap) -> Option<Heard> {
    let status = tonic::Status::from_header_map(headers)?;
    Some(Heard::End(if status.code() == tonic::Code::Ok { Ok(()) } else { Err(status.into()) }))
}

/// The messages that are told, as they come.
struct Outgoing(mpsc::UnboundedReceiver<Bytes>);

impl Body for Outgoing {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.0.poll_recv(context).map(|message| message.map(|bytes| Ok(Frame::data(bytes))))
    }
}

/// A compression flag and a size.
const HEAD: usize = 5;
