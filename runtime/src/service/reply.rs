//! What a method returns, as the messages it travels in: nothing, a value, or a stream.

use futures_util::{Stream, StreamExt as _, stream};

use super::{Failure, Incoming, Streaming};
use crate::error::CallError;
use crate::field::{Bare, Field, Payload, Value, Whole};

/// In which form results of type `R` travel.
#[diagnostic::on_unimplemented(
    message = "`{R}` cannot travel between host and plugin",
    label = "not a type that protobuf can say",
    note = "write `()`, a scalar, `String`, `Vec<u8>`, an `Option`, `Vec` or map of these, \
        or a type with `#[derive(pintle::Message)]`",
    note = "instead of `usize` write `u64`, of `u128` or `char` a `String`, of a tuple a struct with \
        `#[derive(pintle::Message)]`, of `&str` a `String`"
)]
pub trait Form<R> {
    /// One message of it.
    type Payload: Payload;
    /// Whether it is any number of messages.
    const STREAMS: bool;

    /// Takes it apart.
    fn send(
        reply: R,
        package: &'static str,
    ) -> impl Stream<Item = Result<Self::Payload, tonic::Status>> + Send + 'static;

    /// Puts it together, or as much of it as is needed to begin.
    ///
    /// # Errors
    /// The other end has answered otherwise, or is gone.
    fn receive(messages: Incoming<Self::Payload>) -> impl Future<Output = Result<R, CallError>> + Send;
}

/// The result, or each item of it, is field 1 of the response.
#[derive(Debug)]
pub struct InField;

/// The result, or each item of it, is the response: `#[rpc(message)]`.
#[derive(Debug)]
pub struct AsMessage;

impl Form<()> for InField {
    type Payload = ();
    const STREAMS: bool = false;

    fn send((): (), _: &'static str) -> impl Stream<Item = Result<(), tonic::Status>> + Send + 'static {
        once(())
    }

    async fn receive(messages: Incoming<()>) -> Result<(), CallError> {
        messages.only().await
    }
}

impl<T: Field> Form<T> for InField {
    type Payload = Value<T>;
    const STREAMS: bool = false;

    fn send(reply: T, _: &'static str) -> impl Stream<Item = Result<Value<T>, tonic::Status>> + Send + 'static {
        once(Value(reply))
    }

    async fn receive(messages: Incoming<Value<T>>) -> Result<T, CallError> {
        messages.only().await.map(|Value(value)| value)
    }
}

impl<T: Field, E: Failure> Form<Streaming<T, E>> for InField {
    type Payload = Value<T>;
    const STREAMS: bool = true;

    fn send(
        reply: Streaming<T, E>,
        package: &'static str,
    ) -> impl Stream<Item = Result<Value<T>, tonic::Status>> + Send + 'static {
        departing(reply, package, Value)
    }

    async fn receive(messages: Incoming<Value<T>>) -> Result<Streaming<T, E>, CallError> {
        Ok(messages.streaming(None, |Value(value)| Some(value)))
    }
}

impl<T: Whole> Form<T> for AsMessage {
    type Payload = Bare<T>;
    const STREAMS: bool = false;

    fn send(reply: T, _: &'static str) -> impl Stream<Item = Result<Bare<T>, tonic::Status>> + Send + 'static {
        once(Bare(reply))
    }

    async fn receive(messages: Incoming<Bare<T>>) -> Result<T, CallError> {
        messages.only().await.map(|Bare(message)| message)
    }
}

impl<T: Whole, E: Failure> Form<Streaming<T, E>> for AsMessage {
    type Payload = Bare<T>;
    const STREAMS: bool = true;

    fn send(
        reply: Streaming<T, E>,
        package: &'static str,
    ) -> impl Stream<Item = Result<Bare<T>, tonic::Status>> + Send + 'static {
        departing(reply, package, Bare)
    }

    async fn receive(messages: Incoming<Bare<T>>) -> Result<Streaming<T, E>, CallError> {
        Ok(messages.streaming(None, |Bare(message)| Some(message)))
    }
}

fn once<P: Payload>(payload: P) -> impl Stream<Item = Result<P, tonic::Status>> + Send + 'static {
    stream::iter(Some(Ok(payload)))
}

fn departing<T, E, P>(
    values: Streaming<T, E>,
    package: &'static str,
    wrap: fn(T) -> P,
) -> impl Stream<Item = Result<P, tonic::Status>> + Send + 'static
where
    T: Send + 'static,
    E: Failure,
    P: Payload,
{
    values.map(move |value| value.map(wrap).map_err(|error| error.depart(package).into()))
}
