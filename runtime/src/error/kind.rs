//! The five families, as a value.

use std::fmt;

/// The family of an [`Error`](super::Error): which of its variants it is, as a value to compare and to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is wrong: nothing was tried.
    Config,
    /// A process, a socket or a connection failed.
    Transport,
    /// The plugin did not introduce itself as one.
    Handshake,
    /// Both ends are well, but do not speak the same protocol.
    Protocol,
    /// The other end could not prove who it is.
    Security,
}

/// The first word of the codes of its errors: `handshake`.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Config => "config",
            Self::Transport => "transport",
            Self::Handshake => "handshake",
            Self::Protocol => "protocol",
            Self::Security => "security",
        })
    }
}
