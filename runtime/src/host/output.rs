//! Where a plugin's printing goes.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

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

/// The same for one launch after the other: each opens it anew.
#[derive(Default)]
pub(super) enum Outlet {
    #[default]
    Inherit,
    Discard,
    Writer(Shared),
}

impl Outlet {
    /// A writer, with `own` for the inherited stream.
    pub(super) fn open(&self, own: impl AsyncWrite + Send + Unpin + 'static) -> Box<dyn AsyncWrite + Send + Unpin> {
        match self {
            Self::Inherit => Box::new(own),
            Self::Discard => Box::new(tokio::io::sink()),
            Self::Writer(writer) => Box::new(writer.clone()),
        }
    }
}

impl Outlet {
    /// A writer, if anything is to be written.
    pub(super) fn wanted(
        &self,
        own: impl AsyncWrite + Send + Unpin + 'static,
    ) -> Option<Box<dyn AsyncWrite + Send + Unpin>> {
        (!matches!(self, Self::Discard)).then(|| self.open(own))
    }
}

impl From<Output> for Outlet {
    fn from(output: Output) -> Self {
        match output {
            Output::Inherit => Self::Inherit,
            Output::Discard => Self::Discard,
            Output::Writer(writer) => Self::Writer(Shared(Arc::new(Mutex::new(writer)))),
        }
    }
}

/// A writer that one launch leaves to the next. The two never write at once: the first has ended.
#[derive(Clone)]
pub(super) struct Shared(Arc<Mutex<Box<dyn AsyncWrite + Send + Unpin>>>);

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Box<dyn AsyncWrite + Send + Unpin>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsyncWrite for Shared {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut *self.lock()).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.lock()).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut *self.lock()).poll_shutdown(context)
    }
}
