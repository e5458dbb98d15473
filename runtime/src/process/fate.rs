//! Whether a process has ended, and what it left behind; for whoever asks, whoever its parent is.

use std::process::ExitStatus;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

use super::Tail;
use crate::error::LastWords;

/// How a process ended.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ended {
    /// So, as the system tells its parent.
    With(ExitStatus),
    /// In a way that only its parent is told, which is another process.
    Unseen,
}

impl Ended {
    pub(crate) fn status(self) -> Option<ExitStatus> {
        match self {
            Self::With(status) => Some(status),
            Self::Unseen => None,
        }
    }
}

/// Where to learn of a process's end, and of what it said.
#[derive(Debug, Clone)]
pub(crate) struct Fate {
    ended: watch::Receiver<Option<Ended>>,
    words: Words,
    is_debugged: bool,
}

/// The last lines of a process's streams, shared with whoever reads them.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) stdout: Arc<Tail>,
    pub(crate) stderr: Arc<Tail>,
}

impl Words {
    /// Keeps so many lines of each stream.
    pub(crate) fn new(lines: usize) -> Self {
        Self { stdout: Arc::new(Tail::new(lines)), stderr: Arc::new(Tail::new(lines)) }
    }
}

impl Fate {
    pub(crate) fn new(ended: watch::Receiver<Option<Ended>>, words: Words) -> Self {
        Self { ended, words, is_debugged: false }
    }

    /// The same, of a process that may stand still: nothing about it has a deadline.
    pub(super) fn debugged(self) -> Self {
        Self { is_debugged: true, ..self }
    }

    /// Whether somebody may have stopped it to look at it.
    pub(crate) fn is_debugged(&self) -> bool {
        self.is_debugged
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    pub(crate) fn is_over(&self) -> bool {
        self.ended.borrow().is_some()
    }

    /// Waits for the end, however long that takes; None where nobody watches any more.
    pub(crate) async fn end(&self) -> Option<Ended> {
        let mut ended = self.ended.clone();
        ended.wait_for(Option::is_some).await.ok().and_then(|ended| *ended)
    }

    /// Waits at most `patience` for the process to end by itself.
    pub(crate) async fn ended(&self, patience: Duration) -> Option<Ended> {
        timeout(patience, self.end()).await.ok().flatten()
    }

    /// Everything seen of it so far. The pipes of a process that has ended are read to the end first; but a grandchild may
    /// hold them open (D2), so a moment without a line is an end too, and so is a while in which it goes on.
    pub(crate) async fn last_words(&self) -> LastWords {
        const MOMENT: Duration = Duration::from_millis(100);
        const WHILE: Duration = Duration::from_secs(2);
        let Words { stdout, stderr } = &self.words;
        let ended = *self.ended.borrow();
        if matches!(ended, Some(Ended::With(_))) {
            let _ = timeout(WHILE, async { tokio::join!(stdout.drained(MOMENT), stderr.drained(MOMENT)) }).await;
        }
        LastWords {
            ended: ended.is_some(),
            status: ended.and_then(Ended::status),
            stdout: stdout.lines(),
            stderr: stderr.lines(),
        }
    }
}
