//! What is printed and not yet sent.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::Notify;

use super::Origin;
use crate::generated::StdioData;

/// Chunks between the threads that read the plugin's pipes and the stream that sends them.
///
/// The readers never stop: a plugin that prints must not wait for a host that does not listen. A slow host slows the
/// readers down once [`ROOM`] bytes wait, but does not stop them, since the thread that prints may be the very one that
/// would send. If no host ever asked, the oldest bytes go first.
#[derive(Debug, Default)]
pub(crate) struct Backlog {
    state: Mutex<State>,
    more: Notify,
    less: Condvar,
}

#[derive(Debug, Default)]
struct State {
    chunks: VecDeque<(Origin, Bytes)>,
    bytes: usize,
    attached: bool,
    closed: bool,
}

impl Backlog {
    /// Adds what was read from a pipe. Blocks for a moment where much is waiting already.
    pub(crate) fn push(&self, origin: Origin, bytes: Bytes) {
        let mut state = self.lock();
        if state.attached && state.bytes >= ROOM {
            let waited = self.less.wait_timeout_while(state, PATIENCE, |state| state.bytes >= ROOM);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        while !state.attached && state.bytes >= ROOM {
            let Some((_, oldest)) = state.chunks.pop_front() else {
                break;
            };
            state.bytes -= oldest.len();
        }
        state.bytes += bytes.len();
        state.chunks.push_back((origin, bytes));
        drop(state);
        self.more.notify_one();
    }

    /// Says that somebody asks for the chunks from now on.
    pub(crate) fn attach(&self) {
        self.lock().attached = true;
    }

    /// The next frame, of 1 to 1024 bytes (O3); `None` once everything is sent and nothing more comes.
    pub(crate) async fn next(&self) -> Option<StdioData> {
        loop {
            let notified = self.more.notified();
            if let Some(frame) = self.take() {
                return Some(frame);
            }
            if self.lock().closed {
                self.more.notify_one(); // For a second stream that waits too.
                return None;
            }
            notified.await;
        }
    }

    /// Says that nothing more comes. What waits is still sent.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.more.notify_one();
    }

    /// Whether nothing waits, or nobody would take it.
    pub(crate) fn is_settled(&self) -> bool {
        let state = self.lock();
        state.chunks.is_empty() || !state.attached
    }

    fn take(&self) -> Option<StdioData> {
        let mut state = self.lock();
        let (origin, mut bytes) = state.chunks.pop_front()?;
        let frame = bytes.split_to(bytes.len().min(FRAME));
        state.bytes -= frame.len();
        if !bytes.is_empty() {
            state.chunks.push_front((origin, bytes));
        }
        drop(state);
        self.less.notify_one();
        Some(StdioData { channel: origin.into(), data: frame.to_vec() })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The longest frame that go-plugin sends; hosts with small message limits rely on it.
const FRAME: usize = 1024;
/// How many bytes may wait before the readers slow down.
const ROOM: usize = 64 * 1024 * 1024;
/// How long a reader then waits for each chunk to find room.
const PATIENCE: Duration = Duration::from_millis(100);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn chunks_come_in_order_in_frames_of_at_most_1024_bytes_and_then_end() {
        let backlog = Backlog::default();
        backlog.attach();
        backlog.push(Origin::Stdout, Bytes::from(vec![1; 2500]));
        backlog.push(Origin::Stderr, Bytes::from(vec![2; 1]));
        backlog.close();
        let mut frames = Vec::new();
        while let Some(frame) = backlog.next().await {
            frames.push((frame.channel(), frame.data.len()));
        }
        let expected = [(Origin::Stdout, 1024), (Origin::Stdout, 1024), (Origin::Stdout, 452), (Origin::Stderr, 1)];
        assert_eq!(frames, expected);
        assert!(backlog.is_settled());
    }

    #[test]
    fn without_a_host_that_asks_the_oldest_bytes_go_first() {
        let backlog = Backlog::default();
        for number in 0..70_u8 {
            backlog.push(Origin::Stdout, Bytes::from(vec![number; 1024 * 1024]));
        }
        let first = backlog.take().unwrap();
        assert_eq!(first.data[0], 6);
    }
}
