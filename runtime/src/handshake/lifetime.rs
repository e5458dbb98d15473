//! How long a plugin lives.

/// How long a plugin lives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lifetime {
    /// No longer than whoever holds it, and than the host's process, even if that is killed.
    #[default]
    Host,
    /// Until it is told to end: dropping it, or the end of the host, leaves it running, to be reattached to. What it writes to
    /// its raw stderr from then on is lost; a Go plugin that does so dies (wire.md A7, D8).
    Daemon,
}
