//! gRPC by hand: calls that are made and answered step by step, over any stream of bytes.

use std::sync::Arc;

use bytes::{Buf as _, BufMut as _, Bytes, BytesMut};
use h2::client::{ResponseFuture, SendRequest};
use h2::server::SendResponse;
use h2::{RecvStream, SendStream};
use http::{HeaderMap, Request, Response};
use prost::Message;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tonic::{Code, Status};

use crate::started::soon;

/// Any message of the errands: its fields are numbers, and a callback is one too.
#[derive(Clone, PartialEq, Message)]
pub struct Numbers {
    #[prost(int64, tag = "1")]
    pub first: i64,
    #[prost(int64, tag = "2")]
    pub second: i64,
}

pub fn numbers(first: impl Into<i64>, second: impl Into<i64>) -> Numbers {
    Numbers { first: first.into(), second: second.into() }
}

/// The calling end of a connection. When the last is dropped, it ends the connection.
#[derive(Debug, Clone)]
pub struct Caller {
    requests: SendRequest<Bytes>,
    _driver: Arc<JoinSet<()>>,
}

impl Caller {
    /// Speaks HTTP/2 over `stream`.
    pub async fn over(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Result<Self, h2::Error> {
        let mut driver = JoinSet::new();
        let (requests, connection) = h2::client::handshake(stream).await?;
        driver.spawn(async { _ = connection.await });
        Ok(Self { requests, _driver: Arc::new(driver) })
    }

    /// A call with one message each way; `errand.v1.Errand/Sum` is a method.
    pub async fn call(&self, method: &str, message: Numbers) -> Result<Numbers, Status> {
        let (response, mut outgoing) = self.request(method).await.map_err(lost)?;
        outgoing.send_data(framed(&message), true).map_err(lost)?;
        let (head, body) = response.await.map_err(lost)?.into_parts();
        match Status::from_header_map(&head.headers) {
            Some(status) => Err(status),
            None => Incoming::new(body).only().await,
        }
    }

    /// A call whose messages come and go as the test says.
    pub async fn talk(&self, method: &str) -> Result<Talk, Status> {
        let (response, outgoing) = self.request(method).await.map_err(lost)?;
        Self::answered(response, outgoing).await
    }

    /// A call with one message, and any number of answers.
    pub async fn stream(&self, method: &str, message: &impl Message) -> Result<Talk, Status> {
        let (response, mut outgoing) = self.request(method).await.map_err(lost)?;
        outgoing.send_data(framed(message), true).map_err(lost)?;
        Self::answered(response, outgoing).await
    }

    async fn answered(response: ResponseFuture, outgoing: SendStream<Bytes>) -> Result<Talk, Status> {
        let (head, body) = soon(response).await.map_err(lost)?.into_parts();
        match Status::from_header_map(&head.headers) {
            Some(status) => Err(status),
            None => Ok(Talk { outgoing, incoming: Incoming::new(body) }),
        }
    }

    async fn request(&self, method: &str) -> Result<(ResponseFuture, SendStream<Bytes>), h2::Error> {
        let request = Request::post(format!("http://localhost/{method}"));
        let request = request.header("content-type", "application/grpc").header("te", "trailers").body(()).unwrap();
        self.requests.clone().ready().await?.send_request(request, false)
    }
}

/// The answering end of a connection. Dropped, it ends the connection.
#[derive(Debug)]
pub struct Callee {
    calls: mpsc::UnboundedReceiver<Asked>,
    _driver: JoinSet<()>,
}

impl Callee {
    pub fn over(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Self {
        let (asked, calls) = mpsc::unbounded_channel();
        let mut driver = JoinSet::new();
        driver.spawn(async move {
            let Ok(mut connection) = h2::server::handshake(stream).await else { return };
            while let Some(Ok((request, respond))) = connection.accept().await {
                let (head, body) = request.into_parts();
                let path = head.uri.path().to_owned();
                _ = asked.send(Asked { path, respond, incoming: Incoming::new(body) });
            }
        });
        Self { calls, _driver: driver }
    }

    /// The next call; None at the end of the connection.
    pub async fn next(&mut self) -> Option<Asked> {
        self.calls.recv().await
    }

    /// Adds whatever it is asked to, until the connection ends.
    pub async fn add(self) {
        self.add_all(0).await;
    }

    /// The same, and adds `more`.
    pub async fn add_all(mut self, more: i64) {
        while let Some(mut asked) = self.next().await {
            let Ok(Numbers { first, second }) = asked.numbers().await else { continue };
            asked.answer(&numbers(first + second + more, 0));
        }
    }
}

/// A call that waits for its answer.
#[derive(Debug)]
pub struct Asked {
    pub path: String,
    respond: SendResponse<Bytes>,
    incoming: Incoming,
}

impl Asked {
    /// The request.
    pub async fn numbers(&mut self) -> Result<Numbers, Status> {
        soon(self.incoming.only()).await
    }

    pub fn answer(mut self, message: &Numbers) {
        let Ok(mut outgoing) = self.respond.send_response(head(), false) else { return };
        _ = outgoing.send_data(framed(message), false);
        _ = outgoing.send_trailers(trailers(Code::Ok));
    }

    pub fn refuse(mut self, code: Code) {
        let mut response = head();
        response.headers_mut().extend(trailers(code));
        _ = self.respond.send_response(response, true);
    }

    /// Answers by and by.
    pub fn talk(mut self) -> Talk {
        let outgoing = self.respond.send_response(head(), false).unwrap();
        Talk { outgoing, incoming: self.incoming }
    }
}

/// A call with messages in both directions, while it lasts.
#[derive(Debug)]
pub struct Talk {
    outgoing: SendStream<Bytes>,
    incoming: Incoming,
}

impl Talk {
    pub fn tell(&mut self, message: &impl Message) {
        self.outgoing.send_data(framed(message), false).unwrap();
    }

    /// What the other end says next; None if it has ended the talk.
    pub async fn heard<M: Message + Default>(&mut self) -> Option<M> {
        soon(self.incoming.next()).await.ok().flatten()
    }

    /// Ends the answer.
    pub fn end(mut self, code: Code) {
        self.outgoing.send_trailers(trailers(code)).unwrap();
    }

    /// Says that there is nothing more to tell.
    pub fn half_close(&mut self) {
        self.outgoing.send_data(Bytes::new(), true).unwrap();
    }
}

#[derive(Debug)]
struct Incoming {
    body: RecvStream,
    read: BytesMut,
}

impl Incoming {
    fn new(body: RecvStream) -> Self {
        Self { body, read: BytesMut::new() }
    }

    /// The next message; None is the end.
    async fn next<M: Message + Default>(&mut self) -> Result<Option<M>, Status> {
        loop {
            if let [_, size @ ..] = self.read.first_chunk::<5>().copied().unwrap_or([0; 5])
                && self.read.len() >= 5
            {
                let size = u32::from_be_bytes(size) as usize;
                if self.read.len() >= 5 + size {
                    self.read.advance(5);
                    return Ok(Some(M::decode(self.read.split_to(size)).unwrap()));
                }
            }
            let Some(more) = self.body.data().await else { return Ok(None) };
            let more = more.map_err(lost)?;
            _ = self.body.flow_control().release_capacity(more.len());
            self.read.extend_from_slice(&more);
        }
    }

    /// The one message, unless the trailers say otherwise.
    async fn only<M: Message + Default>(&mut self) -> Result<M, Status> {
        let message = self.next().await?;
        // What is behind the data is not seen before its end is.
        while self.next::<M>().await?.is_some() {}
        let trailers = self.body.trailers().await.map_err(lost)?;
        match trailers.as_ref().and_then(Status::from_header_map).filter(|status| status.code() != Code::Ok) {
            Some(status) => Err(status),
            None => message.ok_or_else(|| Status::internal("no message came")),
        }
    }
}

fn framed(message: &impl Message) -> Bytes {
    let mut framed = BytesMut::new();
    framed.put_u8(0);
    framed.put_u32(u32::try_from(message.encoded_len()).unwrap());
    message.encode(&mut framed).unwrap();
    framed.freeze()
}

fn head() -> Response<()> {
    Response::builder().header("content-type", "application/grpc").body(()).unwrap()
}

fn trailers(code: Code) -> HeaderMap {
    HeaderMap::from_iter([(http::HeaderName::from_static("grpc-status"), i32::from(code).into())])
}

/// The connection, not the other end, says so.
fn lost(error: impl std::fmt::Display) -> Status {
    Status::unknown(format!("lost: {error}"))
}
