//! How a plugin ended.

use std::fmt;
use std::process::ExitStatus;

/// How a plugin ended, and what it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exit {
    /// The process's status; None where it ended unseen, since only its parent is told, and where it has not ended.
    pub status: Option<ExitStatus>,
    /// Which step ended it.
    pub by: EndedBy,
}

/// The step that ended a plugin, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EndedBy {
    /// It runs on: it is in a debugger or a test, whose business its end is. Only the connection has ended.
    Nobody,
    /// It had ended before it was asked.
    Itself,
    /// It was asked over gRPC (wire.md K1).
    Shutdown,
    /// It was sent SIGTERM.
    Terminate,
    /// It was sent SIGKILL.
    Kill,
}

impl Exit {
    /// The process's exit code; None where a signal ended it, or where its status is not known.
    pub fn code(&self) -> Option<i32> {
        self.status?.code()
    }
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.by {
            EndedBy::Nobody => return f.write_str("runs on"),
            EndedBy::Itself => "by itself",
            EndedBy::Shutdown => "after Shutdown",
            EndedBy::Terminate => "after SIGTERM",
            EndedBy::Kill => "after SIGKILL",
        };
        match self.status {
            Some(status) => write!(f, "{status} {how}"),
            None => write!(f, "ended {how}"),
        }
    }
}
