//! Plugins that do not introduce themselves.

use std::time::Duration;

use super::LastWords;
use crate::handshake::LineError;

/// The plugin did not introduce itself as one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HandshakeError {
    /// The process ended before it printed a handshake line.
    #[error("the plugin ended before its handshake line ({}){last_words}", last_words.ending())]
    Exited {
        /// Its exit status and last lines.
        last_words: Box<LastWords>,
    },

    /// The process runs, but printed no handshake line in time (wire.md L12).
    #[error("the plugin printed no handshake line within {after:?} ({}){last_words}", last_words.ending())]
    Timeout {
        /// How long was waited.
        after: Duration,
        /// What it printed instead.
        last_words: Box<LastWords>,
    },

    /// The process runs, but closed its stdout without a handshake line.
    #[error("the plugin closed its stdout without a handshake line ({}){last_words}", last_words.ending())]
    StdoutClosed {
        /// What it printed instead.
        last_words: Box<LastWords>,
    },

    /// The process printed something like a handshake line that cannot be understood (wire.md §1.4).
    #[error("the plugin's handshake line {line:?} cannot be understood: {reason}{last_words}")]
    BadLine {
        /// The line as printed, shortened to 200 characters.
        line: String,
        /// What is wrong with it.
        #[source]
        reason: LineError,
        /// What else was seen of the plugin.
        last_words: Box<LastWords>,
    },
}

impl HandshakeError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exited { .. } => "handshake.exited",
            Self::Timeout { .. } => "handshake.timeout",
            Self::StdoutClosed { .. } => "handshake.stdout_closed",
            Self::BadLine { .. } => "handshake.bad_line",
        }
    }

    pub(super) fn last_words(&self) -> &LastWords {
        match self {
            Self::Exited { last_words }
            | Self::Timeout { last_words, .. }
            | Self::StdoutClosed { last_words }
            | Self::BadLine { last_words, .. } => last_words,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Exited { .. } => "its last lines, if any, say why; run by hand, a plugin tells that it is one",
            Self::Timeout { .. } => {
                "see whether it waits for something, or keeps its line in a buffer, or raise `Launcher::start_timeout`"
            }
            Self::StdoutClosed { .. } => "the program must print its handshake line on stdout: is it a plugin?",
            Self::BadLine { .. } => {
                "the line must read `1|VERSION|unix or tcp|ADDRESS|grpc|CERTIFICATE`: is it a go-plugin plugin?"
            }
        }
    }
}
