//! What a plugin prints, on its way to the host (wire.md §1.11).

mod backlog;

use std::io;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::stream::{self, Stream};
use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::watch;
use tonic::{Code, Request, Response, Status};
use tracing::{debug, warn};

pub(crate) use backlog::Backlog;

use crate::generated::StdioData;
use crate::generated::grpc_stdio_client::GrpcStdioClient;
use crate::generated::grpc_stdio_server::{GrpcStdio, GrpcStdioServer};
pub(crate) use crate::generated::stdio_data::Channel as Origin;
use crate::process::{Lines, Piece, Tail};
use crate::transport::Channel;

/// The plugin's half: streams the backlog to whoever asks.
pub(crate) fn service(backlog: Arc<Backlog>) -> GrpcStdioServer<Service> {
    GrpcStdioServer::new(Service(backlog))
}

#[derive(Debug)]
pub(crate) struct Service(Arc<Backlog>);

#[tonic::async_trait]
impl GrpcStdio for Service {
    type StreamStdioStream = Pin<Box<dyn Stream<Item = Result<StdioData, Status>> + Send>>;

    async fn stream_stdio(&self, _: Request<()>) -> Result<Response<Self::StreamStdioStream>, Status> {
        self.0.attach();
        let frames = stream::unfold(Arc::clone(&self.0), |backlog| async move {
            let frame = backlog.next().await?;
            Some((Ok(frame), backlog))
        });
        Ok(Response::new(Box::pin(frames)))
    }
}

/// The host's half: what is printed goes to one sink a stream.
pub(crate) struct Sinks {
    pub(crate) stdout: Box<dyn AsyncWrite + Send + Unpin>,
    pub(crate) stderr: Box<dyn AsyncWrite + Send + Unpin>,
    /// Keeps the last lines of stderr for the day something fails.
    pub(crate) tail: Arc<Tail>,
    /// Becomes true once the copy of the original stderr is written, where there is one.
    pub(crate) copied: Option<watch::Receiver<bool>>,
}

/// Relays what the plugin prints until its stream ends, and waits for the copy of its logs. A plugin without the service prints nothing here (O7, O8).
pub(crate) async fn relay(channel: Channel, mut sinks: Sinks) {
    match receive(channel, &mut sinks).await {
        Ok(()) => {}
        Err(status) if QUIET.contains(&status.code()) => {
            debug!(%status, "the plugin's stdio stream ended");
        }
        Err(status) => warn!(%status, "the plugin's stdio stream failed"),
    }
    if let Some(copied) = &mut sinks.copied {
        let _ = copied.wait_for(|copied| *copied).await; // An error means that it was given up.
    }
}

async fn receive(channel: Channel, sinks: &mut Sinks) -> Result<(), Status> {
    let origin = channel.origin().clone();
    let mut frames = GrpcStdioClient::with_origin(channel, origin).stream_stdio(()).await?.into_inner();
    let mut lines = Lines::new(LINE);
    while let Some(frame) = frames.message().await? {
        if let Err(error) = write(sinks, &frame, &mut lines).await {
            debug!(%error, "what the plugin printed could not be written");
        }
    }
    keep(&sinks.tail, lines.finish());
    Ok(())
}

async fn write(sinks: &mut Sinks, frame: &StdioData, lines: &mut Lines) -> io::Result<()> {
    let sink = match frame.channel() {
        Origin::Stdout => &mut sinks.stdout,
        Origin::Stderr => {
            keep(&sinks.tail, lines.push(&frame.data));
            &mut sinks.stderr
        }
        Origin::Invalid => {
            warn!(channel = frame.channel, "the plugin printed to an unknown stream");
            return Ok(());
        }
    };
    sink.write_all(&frame.data).await?;
    sink.flush().await
}

fn keep(tail: &Tail, pieces: impl IntoIterator<Item = Piece>) {
    pieces.into_iter().for_each(|piece| tail.push(&piece.shown()));
}

/// What a stream ends with when nothing is wrong, or when the plugin has no such service.
const QUIET: [Code; 4] = [Code::Unavailable, Code::Cancelled, Code::Unimplemented, Code::Unknown];

/// The longest line kept whole for the last words.
const LINE: usize = 4096;
