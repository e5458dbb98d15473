//! Sockets that may stop.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What the sockets of one launch may still do. What is shut stays shut.
#[derive(Debug, Default)]
pub(super) struct Gate {
    unread: AtomicBool,
    unwritten: AtomicBool,
}

impl Gate {
    /// Nothing is read any more.
    pub(super) fn stop_reading(&self) {
        self.unread.store(true, Ordering::Relaxed);
    }

    /// Nothing is read or written any more.
    pub(super) fn freeze(&self) {
        self.stop_reading();
        self.unwritten.store(true, Ordering::Relaxed);
    }

    fn reads(&self) -> bool {
        !self.unread.load(Ordering::Relaxed)
    }

    fn writes(&self) -> bool {
        !self.unwritten.load(Ordering::Relaxed)
    }
}

/// A socket behind a gate. What waits at one that is shut is never woken: it waits until it is dropped.
#[derive(Debug)]
pub(super) struct Gated<S> {
    pub(super) socket: S,
    pub(super) gate: Arc<Gate>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Gated<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.gate.reads() { Pin::new(&mut self.socket).poll_read(context, buffer) } else { Poll::Pending }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Gated<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.gate.writes() { Pin::new(&mut self.socket).poll_write(context, bytes) } else { Poll::Pending }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.gate.writes() { Pin::new(&mut self.socket).poll_write_vectored(context, pieces) } else { Poll::Pending }
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.gate.writes() { Pin::new(&mut self.socket).poll_flush(context) } else { Poll::Pending }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.gate.writes() { Pin::new(&mut self.socket).poll_shutdown(context) } else { Poll::Pending }
    }
}
