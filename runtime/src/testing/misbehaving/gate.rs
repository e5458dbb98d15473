//! Sockets that may stop.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::streams::Streams;

/// What the sockets of one launch may still do. What is shut stays shut.
#[derive(Debug, Default)]
pub(super) struct Gate {
    unread: AtomicBool,
    unwritten: AtomicBool,
    received: AtomicU64,
    sent: AtomicU64,
}

/// What went through a gate.
#[derive(Debug, Clone, Copy)]
pub(super) enum Passed {
    /// The first byte of a connection.
    First(u8),
    /// How many bytes there were before, and how many there are now.
    Received(u64, u64),
    /// The same, of those that went out.
    Sent(u64, u64),
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

    /// Whether any connection has said something.
    pub(super) fn has_received(&self) -> bool {
        self.received.load(Ordering::Relaxed) > 0
    }

    fn received(&self, count: usize) -> Passed {
        let before = self.received.fetch_add(count as u64, Ordering::Relaxed);
        Passed::Received(before, before + count as u64)
    }

    fn sent(&self, count: usize) -> Passed {
        let before = self.sent.fetch_add(count as u64, Ordering::Relaxed);
        Passed::Sent(before, before + count as u64)
    }

    /// Whether anything is read.
    pub(super) fn reads(&self) -> bool {
        !self.unread.load(Ordering::Relaxed)
    }

    fn writes(&self) -> bool {
        !self.unwritten.load(Ordering::Relaxed)
    }
}

/// A socket behind a gate. What waits at one that is shut is never woken: it waits until it is dropped.
pub(super) struct Gated<S> {
    pub(super) socket: S,
    pub(super) gate: Arc<Gate>,
    /// Whether anything has come.
    pub(super) begun: bool,
    /// Where the connection is to end with a second stream of yamux: those that have come.
    pub(super) streams: Option<Streams>,
    /// Told of all that passes.
    pub(super) watch: Box<dyn Fn(Passed) + Send>,
}

impl<S: AsyncRead + Unpin> AsyncRead for Gated<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.gate.reads() {
            return Poll::Pending;
        }
        let filled = buffer.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(context, buffer);
        let opened = self.streams.as_mut().map(|streams| streams.opened_by(&buffer.filled()[filled..]));
        if opened.is_some_and(|count| count > 1) {
            buffer.set_filled(filled);
            return polled;
        }
        if let Some(first) = buffer.filled().get(filled).copied() {
            if !std::mem::replace(&mut self.begun, true) {
                (self.watch)(Passed::First(first));
            }
            (self.watch)(self.gate.received(buffer.filled().len() - filled));
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Gated<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if !self.gate.writes() {
            return Poll::Pending;
        }
        let polled = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.wrote(polled)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if !self.gate.writes() {
            return Poll::Pending;
        }
        let polled = Pin::new(&mut self.socket).poll_write_vectored(context, pieces);
        self.wrote(polled)
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

impl<S> Gated<S> {
    fn wrote(&self, polled: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(count)) = polled {
            (self.watch)(self.gate.sent(count));
        }
        polled
    }
}
