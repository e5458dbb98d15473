//! What a caller gives to a method, as the messages it travels in: arguments, a stream, or both.

use std::fmt;
use std::sync::{Arc, OnceLock};

use futures_util::{Stream, StreamExt as _, stream};
use tonic::CancellationHandle;

use super::{Failure, Incoming, Streaming};
use crate::error::CallError;
use crate::field::{Arguments, Bare, Element, Item, Part, Payload, Request, Streamed, Whole};
use crate::status::{Code, Status};

/// What a caller gives to a method.
pub trait Input: Sized + Send + 'static {
    /// One message of it.
    type Payload: Payload;
    /// Whether it is any number of messages.
    const STREAMS: bool;

    /// Takes it apart.
    fn send(self, torn: Torn) -> impl Stream<Item = Self::Payload> + Send + 'static;

    /// Puts it together, or as much of it as is needed to begin.
    ///
    /// # Errors
    /// The caller is gone, or has sent something else.
    fn receive(messages: Incoming<Self::Payload>) -> impl Future<Output = Result<Self, CallError>> + Send;
}

/// How a stream of the caller's own ends its call: there is no other way to tell the other end of an error.
#[derive(Debug, Clone)]
pub struct Torn {
    package: &'static str,
    why: Arc<OnceLock<Status>>,
    cancel: Option<CancellationHandle>,
}

impl Torn {
    /// For a call of a service of `package`, which `cancel` cancels.
    pub(super) fn new(package: &'static str, cancel: Option<CancellationHandle>) -> Self {
        Self { package, why: Arc::default(), cancel }
    }

    /// Why the caller's stream broke off, if it did.
    pub(super) fn why(&self) -> Option<&Status> {
        self.why.get()
    }

    /// Ends what the caller still sends.
    pub(super) fn cancel(&mut self) {
        if let Some(cancel) = self.cancel.take() {
            cancel.cancel();
        }
    }

    /// What `values` yields until it breaks off; then nothing, while the call is cancelled.
    fn until<T, E>(self, values: Streaming<T, E>) -> impl Stream<Item = T> + Send + 'static
    where
        T: Send + 'static,
        E: Failure,
    {
        stream::unfold((values, self), async |(mut values, mut torn)| match values.next().await? {
            Ok(value) => Some((value, (values, torn))),
            Err(error) => {
                _ = torn.why.set(error.depart(torn.package));
                torn.cancel();
                std::future::pending().await
            }
        })
    }
}

impl<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize> Input for Request<C, M, COUNT> {
    type Payload = Self;
    const STREAMS: bool = false;

    fn send(self, _: Torn) -> impl Stream<Item = Self> + Send + 'static {
        once(self)
    }

    async fn receive(messages: Incoming<Self>) -> Result<Self, CallError> {
        messages.only().await
    }
}

impl<T: Whole> Input for Bare<T> {
    type Payload = Self;
    const STREAMS: bool = false;

    fn send(self, _: Torn) -> impl Stream<Item = Self> + Send + 'static {
        once(self)
    }

    async fn receive(messages: Incoming<Self>) -> Result<Self, CallError> {
        messages.only().await
    }
}

fn once<T: Send + 'static>(value: T) -> impl Stream<Item = T> + Send + 'static {
    stream::iter(Some(value))
}

/// A stream that is the only argument.
#[derive(Debug)]
pub struct Upload<C: Streamed<M>, const M: usize, E>(pub Streaming<C::Item, E>);

impl<C: Streamed<M>, const M: usize, E: Failure> Input for Upload<C, M, E> {
    type Payload = Item<C, M>;
    const STREAMS: bool = true;

    fn send(self, torn: Torn) -> impl Stream<Item = Item<C, M>> + Send + 'static {
        torn.until(self.0).map(Item)
    }

    async fn receive(messages: Incoming<Item<C, M>>) -> Result<Self, CallError> {
        Ok(Self(messages.streaming(None, |Item(item)| Some(item))))
    }
}

/// A stream whose items are whole messages.
#[derive(Debug)]
pub struct BareUpload<T, E>(pub Streaming<T, E>);

impl<T: Whole, E: Failure> Input for BareUpload<T, E> {
    type Payload = Bare<T>;
    const STREAMS: bool = true;

    fn send(self, torn: Torn) -> impl Stream<Item = Bare<T>> + Send + 'static {
        torn.until(self.0).map(Bare)
    }

    async fn receive(messages: Incoming<Bare<T>>) -> Result<Self, CallError> {
        Ok(Self(messages.streaming(None, |Bare(item)| Some(item))))
    }
}

/// A stream beside `COUNT` other arguments.
pub struct UploadWith<C, const M: usize, const COUNT: usize, E>(pub C::Values, pub Streaming<C::Item, E>)
where
    C: Arguments<M, COUNT> + Streamed<M>;

impl<C, const M: usize, const COUNT: usize, E> fmt::Debug for UploadWith<C, M, COUNT, E>
where
    C: Arguments<M, COUNT> + Streamed<M>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UploadWith").field(&self.1).finish_non_exhaustive()
    }
}

impl<C, const M: usize, const COUNT: usize, E> Input for UploadWith<C, M, COUNT, E>
where
    C: Arguments<M, COUNT> + Streamed<M, Item: Element>,
    E: Failure,
{
    type Payload = Part<C, M, COUNT>;
    const STREAMS: bool = true;

    /// The arguments go ahead, so that the method can begin before there is an item.
    fn send(self, torn: Torn) -> impl Stream<Item = Self::Payload> + Send + 'static {
        once(Part::First(self.0, None)).chain(torn.until(self.1).map(Part::Next))
    }

    async fn receive(mut messages: Incoming<Self::Payload>) -> Result<Self, CallError> {
        match messages.next().await? {
            Some(Part::First(values, item)) => Ok(Self(values, messages.streaming(item, Part::into_item))),
            _ => Err(Status::new(Code::InvalidArgument, "the stream has no first message").into()),
        }
    }
}
