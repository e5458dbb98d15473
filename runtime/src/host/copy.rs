//! A copy of what a plugin writes on its original stderr, byte for byte, for whoever wants it so (wire.md J1, J2).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::{Notify, watch};
use tracing::warn;

/// The end that the stream's reader has. It never waits: once [`ROOM`] bytes are not yet written, the oldest are dropped,
/// and whoever reads the events of this program is told how many. Dropping it ends the copy, once the rest is written.
#[derive(Debug)]
pub(super) struct Copy {
    backlog: Arc<Backlog>,
    /// Whether all is written that will be.
    written: watch::Receiver<bool>,
}

impl Copy {
    /// A copy to `writer`, and what makes it.
    pub(super) fn new(writer: impl AsyncWrite + Unpin, plugin: Arc<str>) -> (Self, impl Future<Output = ()>) {
        let backlog = Arc::new(Backlog { room: ROOM, ..Backlog::default() });
        let (done, written) = watch::channel(false);
        let copy = Self { backlog: Arc::clone(&backlog), written };
        let made = async move {
            write(&backlog, writer, &plugin).await;
            done.send_replace(true);
        };
        (copy, made)
    }

    pub(super) fn push(&self, bytes: &[u8]) {
        self.backlog.push(Bytes::copy_from_slice(bytes));
    }

    /// Becomes true once all is written that will be.
    pub(super) fn written(&self) -> watch::Receiver<bool> {
        self.written.clone()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.backlog.close();
    }
}

async fn write(backlog: &Backlog, mut writer: impl AsyncWrite + Unpin, plugin: &str) {
    while let Some(Next { dropped, bytes }) = backlog.next().await {
        if dropped > 0 {
            warn!(plugin, dropped, "the copy of the plugin's stderr lacks bytes here: its writer is too slow");
        }
        let written = async {
            writer.write_all(&bytes).await?;
            writer.flush().await
        };
        if let Err(error) = written.await {
            warn!(plugin, %error, "the copy of the plugin's stderr ends here: its writer failed");
            return backlog.close();
        }
    }
}

/// What is read and not yet written.
#[derive(Debug, Default)]
struct Backlog {
    room: usize,
    state: Mutex<State>,
    more: Notify,
}

#[derive(Debug, Default)]
struct State {
    chunks: VecDeque<Bytes>,
    bytes: usize,
    dropped: usize,
    closed: bool,
}

/// A chunk, and how many bytes before it were dropped.
#[derive(Debug, PartialEq, Eq)]
struct Next {
    dropped: usize,
    bytes: Bytes,
}

impl Backlog {
    fn push(&self, bytes: Bytes) {
        let mut state = self.lock();
        if state.closed {
            return;
        }
        state.bytes += bytes.len();
        state.chunks.push_back(bytes);
        while state.bytes > self.room
            && let Some(oldest) = state.chunks.pop_front()
        {
            state.bytes -= oldest.len();
            state.dropped += oldest.len();
        }
        drop(state);
        self.more.notify_one();
    }

    /// Says that nothing more comes.
    fn close(&self) {
        self.lock().closed = true;
        self.more.notify_one();
    }

    /// The next chunk; `None` once all are gone and nothing more comes.
    async fn next(&self) -> Option<Next> {
        loop {
            let more = self.more.notified();
            {
                let mut state = self.lock();
                if let Some(bytes) = state.chunks.pop_front() {
                    state.bytes -= bytes.len();
                    return Some(Next { dropped: std::mem::take(&mut state.dropped), bytes });
                }
                if state.closed {
                    return None;
                }
            }
            more.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many bytes may wait for the writer.
const ROOM: usize = 64 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt as _;

    use super::*;

    #[tokio::test]
    async fn whatever_is_pushed_is_written_before_the_end() {
        let (writer, mut read) = tokio::io::duplex(1);
        let (copy, made) = Copy::new(writer, "kv".into());
        let mut written = copy.written();
        copy.push(b"one\r\n\xff");
        copy.push(b"two");
        drop(copy);
        let mut copied = Vec::new();
        let ((), read) = tokio::join!(made, read.read_to_end(&mut copied));
        read.unwrap();
        assert_eq!(copied, b"one\r\n\xfftwo");
        assert!(*written.borrow_and_update());
    }

    #[tokio::test]
    async fn of_too_much_the_oldest_goes_and_is_counted() {
        let backlog = Backlog { room: 4, ..Backlog::default() };
        for chunk in [&b"ab"[..], b"cd", b"e", b"f"] {
            backlog.push(Bytes::from_static(chunk));
        }
        backlog.close();
        let next = |dropped, bytes| Some(Next { dropped, bytes: Bytes::from_static(bytes) });
        assert_eq!(backlog.next().await, next(2, b"cd"));
        assert_eq!(backlog.next().await, next(0, b"e"));
        assert_eq!(backlog.next().await, next(0, b"f"));
        assert_eq!(backlog.next().await, None);
    }

    #[tokio::test]
    async fn after_a_writer_that_failed_nothing_is_kept() {
        let (writer, read) = tokio::io::duplex(1);
        drop(read);
        let (copy, made) = Copy::new(writer, "kv".into());
        copy.push(b"one");
        made.await;
        copy.push(b"two");
        assert!(copy.backlog.lock().chunks.is_empty());
        assert!(*copy.written().borrow());
    }
}
