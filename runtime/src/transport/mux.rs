//! Many streams over one connection: yamux (wire.md §1.14), which go-plugin uses for brokering (X2).
//!
//! Nothing here knows what a stream is for.

use std::future::poll_fn;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::AsyncWrite as _;
use tokio::io::{AsyncRead, AsyncWrite, BufStream, ReadBuf};
use tokio::sync::{mpsc, oneshot};
use tokio_util::compat::{Compat, FuturesAsyncReadCompatExt as _, TokioAsyncReadCompatExt as _};
use tracing::debug;
use yamux::{Config, Connection, ConnectionError};

pub(crate) use yamux::Mode;

/// One of the streams.
#[derive(Debug)]
pub(crate) struct MuxStream(Compat<yamux::Stream>);

/// A handle on a multiplexed connection: cheap to clone. When the last is dropped, what was written is sent, and the
/// connection closed.
#[derive(Debug, Clone)]
pub(crate) struct Mux(mpsc::UnboundedSender<Request>);

/// The other half: what [drives](Self::drive) the connection.
#[derive(Debug)]
pub(crate) struct MuxDriver(mpsc::UnboundedReceiver<Request>);

/// Where the next stream shall go.
type Request = oneshot::Sender<MuxStream>;

impl Mux {
    /// A handle, and what is to be driven before it is of use.
    pub(crate) fn new() -> (Self, MuxDriver) {
        let (requests, requested) = mpsc::unbounded_channel();
        (Self(requests), MuxDriver(requested))
    }

    /// Opens a stream. The peer sees streams in the order in which this was called, and sees each even if nobody waits for
    /// it here. An error means that the connection has ended.
    pub(crate) fn open(&self) -> oneshot::Receiver<MuxStream> {
        let (opened, stream) = oneshot::channel();
        // Where nobody drives the connection any more, the receiver says so.
        _ = self.0.send(opened);
        stream
    }
}

impl MuxDriver {
    /// Multiplexes `socket` until it closes or nobody has a handle any more; must be polled for as long as that. Streams that
    /// the peer opens are handed to `arrived` in the order of their coming, each before anything that it sends later is seen.
    pub(crate) async fn drive<S>(self, socket: S, mode: Mode, arrived: impl FnMut(MuxStream) + Send)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin,
    {
        // A frame is a header and a body: two reads and two writes, if it were not for the buffers.
        let socket = BufStream::with_capacity(BUFFER, BUFFER, socket).compat();
        let connection = Connection::new(socket, config(), mode);
        let mut driver = Driver { connection, requested: self.0, arrived, asked: None };
        if let Err(error) = poll_fn(|context| driver.poll(context)).await {
            debug!(%error, "a multiplexed connection ended");
        }
    }
}

impl MuxStream {
    /// Whether the peer has taken the stream, or it has ended.
    pub(crate) fn is_taken(&self) -> bool {
        !self.0.get_ref().is_pending_ack()
    }
}

impl AsyncRead for MuxStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for MuxStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    /// TLS and HTTP/2 have several records ready: they go as one frame, since each frame costs the driver a turn.
    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match pieces {
            [piece] => self.poll_write(context, piece),
            _ => {
                let mut frame = Vec::new();
                for piece in pieces {
                    let room = SPLIT - frame.len();
                    frame.extend_from_slice(&piece[..room.min(piece.len())]);
                }
                self.poll_write(context, &frame)
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

struct Driver<S, F> {
    connection: Connection<Compat<BufStream<S>>>,
    requested: mpsc::UnboundedReceiver<Request>,
    arrived: F,
    /// Whoever waits for the next stream.
    asked: Option<Request>,
}

impl<S: AsyncRead + AsyncWrite + Unpin, F: FnMut(MuxStream)> Driver<S, F> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectionError>> {
        loop {
            if let Poll::Ready(over) = self.poll_requests(context) {
                over?;
                return self.connection.poll_close(context);
            }
            match ready!(self.connection.poll_next_inbound(context)) {
                Some(stream) => (self.arrived)(MuxStream(stream?.compat())),
                None => return Poll::Ready(Ok(())),
            }
        }
    }

    /// Opens what was asked for; ready when nobody can ask any more.
    fn poll_requests(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectionError>> {
        loop {
            if self.asked.is_none() {
                match ready!(self.requested.poll_recv(context)) {
                    Some(asked) => self.asked = Some(asked),
                    None => return Poll::Ready(Ok(())),
                }
            }
            let mut stream = ready!(self.connection.poll_new_outbound(context))?;
            // The crate announces a stream with its first frame. This one makes it known before any later stream is.
            _ = Pin::new(&mut stream).poll_write(context, &[]);
            if let Some(asked) = self.asked.take() {
                // Whoever gave up meanwhile drops it: the peer sees it come and go.
                _ = asked.send(MuxStream(stream.compat()));
            }
        }
    }
}

fn config() -> Config {
    let mut config = Config::default();
    // HTTP/2 has its own limits inside each stream. The crate ends the whole connection where these are passed.
    config.set_max_connection_receive_window(None);
    config.set_max_num_streams(1 << 20);
    config.set_split_send_size(SPLIT);
    config
}

/// As much as goes into one read or write of the socket.
const BUFFER: usize = 16 * 1024;
/// The largest frame we send. Each is a copy and a write; the crate's 16 KiB are meant for slower roads.
const SPLIT: usize = 128 * 1024;
