//! What a plugin left behind: its exit status and the last lines it wrote.

use std::fmt;
use std::process::ExitStatus;

/// What was seen of a plugin when something failed: the evidence that goes with an error.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LastWords {
    /// Whether the process had ended.
    pub ended: bool,
    /// How it ended; `None` while it was still running, and where only its parent is told, which is another process.
    pub status: Option<ExitStatus>,
    /// The last lines on stdout that were no handshake line, oldest first.
    pub stdout: Vec<String>,
    /// The last lines on stderr, oldest first.
    pub stderr: Vec<String>,
}

impl LastWords {
    /// How the process ended, in words.
    pub fn ending(&self) -> String {
        match self.status {
            Some(status) => status.to_string(),
            None if self.ended => "ended, and only its parent knows how".to_owned(),
            None => "still running".to_owned(),
        }
    }
}

/// One indented line per line kept; nothing at all when nothing was said.
impl fmt::Display for LastWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stdout = self.stdout.iter().map(|line| ("stdout", line));
        let stderr = self.stderr.iter().map(|line| ("stderr", line));
        stdout.chain(stderr).try_for_each(|(stream, line)| write!(f, "\n  {stream}: {line}"))
    }
}
