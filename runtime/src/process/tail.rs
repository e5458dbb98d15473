//! The last lines of a stream, kept for the day something fails.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// The last [`LINES`] lines of a stream, each cut to [`WIDTH`] characters.
#[derive(Debug)]
pub(crate) struct Tail {
    kept: Mutex<Kept>,
    closed: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Kept {
    lines: VecDeque<String>,
    /// What has come of a line without its end.
    unfinished: String,
}

impl Default for Tail {
    fn default() -> Self {
        Self { kept: Mutex::default(), closed: watch::Sender::new(false) }
    }
}

impl Tail {
    /// Adds a line, and forgets the oldest when there are too many.
    pub(crate) fn push(&self, line: &str) {
        let lines = &mut self.lock().lines;
        if lines.len() == LINES {
            lines.pop_front();
        }
        lines.push_back(line.chars().take(WIDTH).collect());
    }

    /// Sets what has come of a line so far: the evidence of a program that forgot the line feed.
    pub(crate) fn set_unfinished(&self, bytes: &[u8]) {
        // No character is longer than four bytes.
        let start = &bytes[..bytes.len().min(4 * WIDTH)];
        self.lock().unfinished = String::from_utf8_lossy(start).chars().take(WIDTH).collect();
    }

    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> Vec<String> {
        let kept = self.lock();
        let unfinished = Some(&kept.unfinished).filter(|text| !text.is_empty());
        kept.lines.iter().chain(unfinished).cloned().collect()
    }

    /// Says that the stream has ended.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits for the stream's end.
    pub(crate) async fn closed(&self) {
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const LINES: usize = 20;
const WIDTH: usize = 500;
