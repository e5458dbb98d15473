//! How a plugin ended.

use std::fmt;
use std::process::ExitStatus;

/// How a plugin ended, and what it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exit {
    /// The process's status.
    pub status: ExitStatus,
    /// Which step ended it.
    pub by: EndedBy,
}

/// The step that ended a plugin, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EndedBy {
    /// It had ended before it was asked.
    Itself,
    /// It was asked over gRPC (wire.md K1).
    Shutdown,
    /// It was sent SIGTERM.
    Terminate,
    /// It was sent SIGKILL.
    Kill,
}

impl fmt::Display for Exit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let how = match self.by {
            EndedBy::Itself => "by itself",
            EndedBy::Shutdown => "after Shutdown",
            EndedBy::Terminate => "after SIGTERM",
            EndedBy::Kill => "after SIGKILL",
        };
        write!(f, "{} {how}", self.status)
    }
}
