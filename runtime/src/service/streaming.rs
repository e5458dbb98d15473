//! `Streaming<T, E>`: any number of values, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use futures_util::Stream;
use tokio::sync::mpsc;

use super::Failure;
use crate::error::CallError;
use crate::status::{Code, Status};

/// Values that travel one after the other, in either direction: an argument, a result, or both.
///
/// The reader sets the pace: values are made as they are read, but for some that fill the connection's buffers (2 MiB
/// each way). Dropping a stream tells the other end, which is then spared the rest. An error ends the stream.
///
/// ```
/// use pintle::{CallError, Streaming, plugin};
///
/// #[plugin(package = "log.v1")]
/// pub trait Log {
///     /// The lines from `start` on.
///     async fn follow(&self, start: u64) -> Result<Streaming<String, CallError>, CallError>;
///     /// Appends lines, and counts them.
///     async fn append(&self, lines: Streaming<String, CallError>) -> Result<u64, CallError>;
/// }
///
/// struct Memory;
///
/// impl Log for Memory {
///     async fn follow(&self, start: u64) -> Result<Streaming<String, CallError>, CallError> {
///         let (lines, stream) = Streaming::channel(16);
///         tokio::spawn(async move {
///             for number in start.. {
///                 if lines.send(format!("line {number}")).await.is_err() {
///                     break; // Nobody reads any more.
///                 }
///             }
///         });
///         Ok(stream)
///     }
///
///     async fn append(&self, mut lines: Streaming<String, CallError>) -> Result<u64, CallError> {
///         let mut count = 0;
///         while let Some(_line) = lines.try_next().await? {
///             count += 1;
///         }
///         Ok(count)
///     }
/// }
/// # fn main() {}
/// ```
#[must_use = "a stream does nothing until it is read"]
pub struct Streaming<T, E = Status> {
    /// None once it has ended, so that nothing behind it is held or polled. Never locked: it makes the stream `Sync`.
    values: Mutex<Option<Values<T, E>>>,
}

type Values<T, E> = Pin<Box<dyn Stream<Item = Result<T, E>> + Send>>;

impl<T, E> Streaming<T, E> {
    /// A stream of what `values` yields; its first error ends it.
    pub fn new(values: impl Stream<Item = Result<T, E>> + Send + 'static) -> Self {
        Self { values: Mutex::new(Some(Box::pin(values))) }
    }

    /// A stream of values that are at hand.
    pub fn iter<I>(values: I) -> Self
    where
        I: IntoIterator<Item = T>,
        I::IntoIter: Send + 'static,
        T: 'static,
        E: 'static,
    {
        Self::new(futures_util::stream::iter(values.into_iter().map(Ok)))
    }

    /// Waits for the next value; None is the end.
    ///
    /// Cancel safe: a future that is dropped loses nothing.
    pub async fn next(&mut self) -> Option<Result<T, E>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Waits for the next value: [`next`](Self::next) for the use of `?`.
    ///
    /// # Errors
    ///
    /// What the other end answered instead of a value, or the lost call.
    pub async fn try_next(&mut self) -> Result<Option<T>, E> {
        self.next().await.transpose()
    }
}

impl<T: Send + 'static, E: Failure> Streaming<T, E> {
    /// A stream of what is sent through the other half, which waits while `capacity` values have not been read.
    ///
    /// # Panics
    ///
    /// If `capacity` is 0.
    pub fn channel(capacity: usize) -> (Sender<T, E>, Self) {
        let (values, mut sent) = mpsc::channel(capacity);
        let panicked = Arc::new(AtomicBool::new(false));
        let mut torn = Some(Arc::clone(&panicked));
        let stream = futures_util::stream::poll_fn(move |context| match ready!(sent.poll_recv(context)) {
            Some(value) => Poll::Ready(Some(value)),
            // What was cut off by a panic must not look like the end.
            None => Poll::Ready(torn.take().filter(|torn| torn.load(Ordering::Acquire)).map(|_| Err(panic()))),
        });
        (Sender { values, panicked }, Self::new(stream))
    }
}

fn panic<E: Failure>() -> E {
    CallError::Status(Status::new(Code::Internal, "whoever sent this stream panicked")).into()
}

impl<T, E> Stream for Streaming<T, E> {
    type Item = Result<T, E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<T, E>>> {
        let values = self.values.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = values else {
            return Poll::Ready(None);
        };
        let next = ready!(open.as_mut().poll_next(context));
        if !matches!(next, Some(Ok(_))) {
            *values = None;
        }
        Poll::Ready(next)
    }
}

impl<T, E> fmt::Debug for Streaming<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Streaming").finish_non_exhaustive()
    }
}

/// The half of [`Streaming::channel`] that values are sent through. Dropping the last clone ends the stream.
pub struct Sender<T, E = Status> {
    values: mpsc::Sender<Result<T, E>>,
    panicked: Arc<AtomicBool>,
}

impl<T, E> Sender<T, E> {
    /// Sends a value, once there is room for it.
    ///
    /// # Errors
    ///
    /// Nobody reads the stream any more; the error has the value.
    pub async fn send(&self, value: T) -> Result<(), Unread<T>> {
        match self.values.reserve().await {
            Ok(room) => {
                room.send(Ok(value));
                Ok(())
            }
            Err(_) => Err(Unread(value)),
        }
    }

    /// Ends the stream with an error, once there is room for it.
    pub async fn fail(self, error: E) {
        // Where nobody reads, nobody needs to know.
        _ = self.values.send(Err(error)).await;
    }

    /// Waits until nobody reads the stream any more.
    pub async fn closed(&self) {
        self.values.closed().await;
    }

    /// Whether nobody reads the stream any more.
    pub fn is_closed(&self) -> bool {
        self.values.is_closed()
    }
}

impl<T, E> Clone for Sender<T, E> {
    fn clone(&self) -> Self {
        Self { values: self.values.clone(), panicked: Arc::clone(&self.panicked) }
    }
}

impl<T, E> Drop for Sender<T, E> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.panicked.store(true, Ordering::Release);
        }
    }
}

impl<T, E> fmt::Debug for Sender<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("closed", &self.is_closed()).finish_non_exhaustive()
    }
}

/// A value that was not sent, since nobody reads the stream any more.
#[derive(Clone, PartialEq, Eq)]
pub struct Unread<T>(pub T);

impl<T> fmt::Debug for Unread<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unread").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for Unread<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nobody reads the stream any more")
    }
}

impl<T> std::error::Error for Unread<T> {}
