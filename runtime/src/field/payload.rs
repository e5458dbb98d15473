//! What a request or a response carries: a whole message, without a struct of its own.

use bytes::{Buf, BufMut};
use prost::DecodeError;

use super::slot::{Draft, Place, Source, Tag, Whole};
use super::{Field, Outline};

/// The fields of a request or a response.
pub trait Payload: Sized + Send + Sync + 'static {
    /// Makes a payload of what `source` has.
    ///
    /// # Errors
    /// The bytes are not such a payload, or one of its fields is not there and has no value for that.
    fn assemble(source: impl Source) -> Result<Self, DecodeError>;

    /// Writes all fields.
    fn encode(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn encoded_len(&self) -> usize;

    /// Adds the fields to the description of the message.
    fn describe(message: &mut Outline<'_>);
}

/// Reads a payload from all of `buf`.
///
/// # Errors
/// The bytes are not a message, or a field is not of its type.
pub(crate) fn decode<P: Payload>(buf: &mut impl Buf) -> Result<P, DecodeError> {
    P::assemble(Whole(buf))
}

/// What a call returns: nothing, or a value, which is the response's only field.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel between host and plugin",
    label = "not a type that protobuf can say",
    note = "write `()`, a scalar, `String`, `Vec<u8>`, an `Option`, `Vec` or map of these, \
        or a type with `#[derive(pintle::Message)]`",
    note = "instead of `usize` write `u64`, of `u128` or `char` a `String`, of a tuple a struct with \
        `#[derive(pintle::Message)]`, of `&str` a `String`, around a message of prost's `pintle::Prost`"
)]
pub trait Reply: Sized + Send + Sync + 'static {
    /// The result as it travels.
    type Payload: Payload;

    /// Wraps the result for the wire.
    fn into_payload(self) -> Self::Payload;

    /// Takes the result from the wire.
    fn from_payload(payload: Self::Payload) -> Self;
}

impl Reply for () {
    type Payload = ();

    fn into_payload(self) {}

    fn from_payload((): ()) {}
}

impl<T: Field> Reply for T {
    type Payload = Value<T>;

    fn into_payload(self) -> Value<T> {
        Value(self)
    }

    fn from_payload(Value(value): Value<T>) -> Self {
        value
    }
}

/// The empty message.
impl Payload for () {
    fn assemble(source: impl Source) -> Result<(), DecodeError> {
        source.fill(&mut ())
    }

    fn encode(&self, _: &mut impl BufMut) {}

    fn encoded_len(&self) -> usize {
        0
    }

    fn describe(_: &mut Outline<'_>) {}
}

const VALUE: u32 = 1;

/// A message whose only field is `value`, number 1.
#[derive(Debug)]
pub struct Value<T>(pub T);

impl<T> Value<T> {
    pub(super) const TAG: u32 = VALUE;
}

impl<T: Field> Payload for Value<T> {
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        let mut slots = (Tag::<VALUE>, T::empty(Place(&["response", "value"])), ());
        source.fill(&mut slots)?;
        slots.1.take().map(Self)
    }

    fn encode(&self, buf: &mut impl BufMut) {
        self.0.encode(Self::TAG, buf);
    }

    fn encoded_len(&self) -> usize {
        self.0.encoded_len(Self::TAG)
    }

    fn describe(message: &mut Outline<'_>) {
        T::describe(message, "value", Self::TAG);
    }
}
