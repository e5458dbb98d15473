//! The last lines of a stream, kept for the day something fails.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::lines::CUT_AFTER;

/// The last lines of a stream, so many, each cut to [`WIDTH`] characters.
#[derive(Debug)]
pub(crate) struct Tail {
    room: usize,
    kept: Mutex<Kept>,
    /// Whether the stream has ended; who waits for that hears of each line too.
    closed: watch::Sender<bool>,
}

#[derive(Debug, Default)]
struct Kept {
    lines: VecDeque<String>,
    /// What has come of a line without its end.
    unfinished: String,
}

impl Tail {
    /// Keeps so many lines.
    pub(crate) fn new(room: usize) -> Self {
        Self { room, kept: Mutex::default(), closed: watch::Sender::new(false) }
    }

    /// Adds a line, and forgets the oldest when there are too many.
    pub(crate) fn push(&self, line: &str) {
        let mut kept = self.lock();
        kept.lines.push_back(short(line));
        if kept.lines.len() > self.room {
            kept.lines.pop_front();
        }
        drop(kept);
        self.closed.send_modify(|_| {});
    }

    /// Sets what has come of a line so far: the evidence of a program that forgot the line feed.
    pub(crate) fn set_unfinished(&self, bytes: &[u8]) {
        // No character is longer than four bytes; one more shows that it was cut.
        let start = &bytes[..bytes.len().min(4 * (WIDTH + 1))];
        self.lock().unfinished = short(&String::from_utf8_lossy(start));
    }

    /// The lines, oldest first.
    pub(crate) fn lines(&self) -> Vec<String> {
        let kept = self.lock();
        let unfinished = Some(&kept.unfinished).filter(|text| !text.is_empty());
        let lines = kept.lines.iter().chain(unfinished);
        let excess = lines.clone().count().saturating_sub(self.room);
        lines.skip(excess).cloned().collect()
    }

    /// Says that the stream has ended.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits for the stream's end for as long as lines come, each within `patience` of the one before.
    pub(crate) async fn drained(&self, patience: Duration) {
        let mut news = self.closed.subscribe();
        while !*news.borrow_and_update() && timeout(patience, news.changed()).await.is_ok_and(|sent| sent.is_ok()) {}
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The beginning of a line, marked where it was cut.
fn short(line: &str) -> String {
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}{CUT_AFTER}", &line[..end]),
        None => line.to_owned(),
    }
}

const WIDTH: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept_and_so_many_only() {
        for (room, kept) in [(0, &[][..]), (1, &["4"][..]), (2, &["3", "4"]), (9, &["1", "2", "3", "4"])] {
            let tail = Tail::new(room);
            ["1", "2", "3"].iter().for_each(|line| tail.push(line));
            tail.set_unfinished(b"4");
            assert_eq!(tail.lines(), kept);
        }
    }

    #[test]
    fn a_long_line_shows_that_it_was_cut() {
        let tail = Tail::new(9);
        let whole = "ä".repeat(WIDTH);
        let long = format!("{whole}ö");
        tail.push(&whole);
        tail.push(&long);
        tail.set_unfinished(long.as_bytes());
        let cut = format!("{whole}…[cut]");
        assert_eq!(tail.lines(), [whole, cut.clone(), cut]);
    }
}
