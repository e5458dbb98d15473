//! Where a plugin's printing goes.

use std::fmt;

use tokio::io::AsyncWrite;

/// Where goes what a plugin prints on one of its streams, byte for byte.
#[non_exhaustive]
pub enum Output {
    /// To this program's own stream of the same name.
    Inherit,
    /// Nowhere.
    Discard,
    /// To a writer. A slow one slows nobody but the plugin's printing, once 64 MiB wait.
    Writer(Box<dyn AsyncWrite + Send + Unpin>),
}

impl Output {
    /// To `writer`.
    pub fn to(writer: impl AsyncWrite + Send + Unpin + 'static) -> Self {
        Self::Writer(Box::new(writer))
    }

    /// The writer, with `own` for the inherited stream.
    pub(super) fn open(self, own: impl AsyncWrite + Send + Unpin + 'static) -> Box<dyn AsyncWrite + Send + Unpin> {
        match self {
            Self::Inherit => Box::new(own),
            Self::Discard => Box::new(tokio::io::sink()),
            Self::Writer(writer) => writer,
        }
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Inherit => "Inherit",
            Self::Discard => "Discard",
            Self::Writer(_) => "Writer",
        })
    }
}
