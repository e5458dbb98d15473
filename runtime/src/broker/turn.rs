//! Streams that a peer other than pintle must have taken before it hears the next knock: else it may take the one for the
//! other (wire.md X10). It has taken a stream when it is heard on it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::core::Core;
use super::desk::{Ticket, WINDOW};
use crate::transport::MuxStream;

/// A stream that is about to be there, and its turn, if it has one. Dropping it gives the peer the time to take it.
#[derive(Debug)]
pub(super) struct Opened {
    stream: Option<oneshot::Receiver<MuxStream>>,
    turn: Option<(Arc<Core>, Ticket)>,
}

impl Opened {
    pub(super) fn new(core: &Arc<Core>, stream: oneshot::Receiver<MuxStream>, turn: Option<Ticket>) -> Self {
        Self { stream: Some(stream), turn: turn.map(|ticket| (Arc::clone(core), ticket)) }
    }

    /// Waits until it is there; None if the connection has ended.
    pub(super) async fn open(mut self) -> Option<Taken> {
        let stream = self.stream.as_mut()?.await.ok();
        self.stream = None;
        Some(Taken { stream: Some(stream?), turn: self.turn.take() })
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        if let (Some(stream), Some((core, ticket))) = (self.stream.take(), self.turn.take()) {
            let lingering = Arc::clone(&core);
            core.spawn(async move {
                if let Ok(stream) = stream.await {
                    linger(stream, lingering, ticket).await;
                }
            });
        }
    }
}

/// A stream, and its turn until the peer is heard on it.
#[derive(Debug)]
pub(super) struct Taken {
    stream: Option<MuxStream>,
    turn: Option<(Arc<Core>, Ticket)>,
}

impl Taken {
    fn stream(&mut self) -> Pin<&mut MuxStream> {
        Pin::new(self.stream.as_mut().expect("it is there until it is dropped"))
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let (Some(stream), Some((core, ticket))) = (self.stream.take(), self.turn.take()) {
            core.spawn(linger(stream, Arc::clone(&core), ticket));
        }
    }
}

/// Waits until the peer has taken a stream that nobody wants any more, but not for ever. The crate has no event for that.
async fn linger(stream: MuxStream, core: Arc<Core>, ticket: Ticket) {
    let taken = async {
        while !stream.is_taken() {
            sleep(GLANCE).await;
        }
    };
    _ = timeout(WINDOW, taken).await;
    core.taken(ticket);
}

impl AsyncRead for Taken {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let read = self.stream().poll_read(context, buffer);
        if read.is_ready()
            && let Some((core, ticket)) = self.turn.take()
        {
            core.taken(ticket);
        }
        read
    }
}

impl AsyncWrite for Taken {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.stream().poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream().poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream().poll_shutdown(context)
    }
}

/// How often to look.
const GLANCE: Duration = Duration::from_millis(1);
