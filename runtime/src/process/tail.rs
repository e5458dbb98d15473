//! The last lines of a stream, kept for the day something fails.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// The last [`LINES`] lines of a stream, each cut to [`WIDTH`] characters.
#[derive(Debug)]
pub(crate) struct Tail {
    lines: Mutex<VecDeque<String>>,
    closed: watch::Sender<bool>,
}

impl Default for Tail {
    fn default() -> Self {
        Self { lines: Mutex::default(), closed: watch::Sender::new(false) }
    }
}

impl Tail {
    /// Adds a line, and forgets the oldest when there are too many.
    pub(crate) fn push(&self, line: &str) {
        let mut lines = self.lock();
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(line.chars().take(WIDTH).collect());
    }

    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.lock().iter().cloned().collect()
    }

    /// Says that the stream has ended.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits for the stream's end.
    pub(crate) async fn closed(&self) {
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const LINES: usize = 20;
const WIDTH: usize = 500;
