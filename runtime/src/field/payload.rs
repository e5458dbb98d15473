//! What a request or a response carries: a whole message, without a struct of its own.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, decode_key, skip_field};

use super::{Field, Outline};

/// The fields of a request or a response.
pub trait Payload: Sized + Send + Sync + 'static {
    /// Returns the payload of no bytes.
    fn absent() -> Self;

    /// Writes all fields.
    fn encode(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn encoded_len(&self) -> usize;

    /// Reads the field numbered `tag`, or skips it where there is none.
    ///
    /// # Errors
    /// The bytes are not a value of the field's type.
    fn merge_field(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError>;

    /// Adds the fields to the description of the message.
    fn describe(message: &mut Outline<'_>);
}

/// Reads a payload from all of `buf`.
///
/// # Errors
/// The bytes are not a message, or a field is not of its type.
pub(crate) fn decode<P: Payload>(buf: &mut impl Buf) -> Result<P, DecodeError> {
    let context = DecodeContext::default();
    let mut payload = P::absent();
    while buf.has_remaining() {
        let (tag, wire) = decode_key(buf)?;
        payload.merge_field(tag, wire, buf, context.clone())?;
    }
    Ok(payload)
}

/// What a call returns: nothing, or a value, which is the response's only field.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel between host and plugin",
    label = "not a type that protobuf can say",
    note = "write `()`, a scalar, `String`, `Vec<u8>`, an `Option`, `Vec` or map of these, \
        or a type with `#[derive(pintle::Message)]`"
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
    fn absent() {}

    fn encode(&self, _: &mut impl BufMut) {}

    fn encoded_len(&self) -> usize {
        0
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        skip_field(wire, tag, buf, context)
    }

    fn describe(_: &mut Outline<'_>) {}
}

/// A message whose only field is `value`, number 1.
#[derive(Debug)]
pub struct Value<T>(pub T);

impl<T> Value<T> {
    const TAG: u32 = 1;
}

impl<T: Field> Payload for Value<T> {
    fn absent() -> Self {
        Self(T::absent())
    }

    fn encode(&self, buf: &mut impl BufMut) {
        self.0.encode(Self::TAG, buf);
    }

    fn encoded_len(&self) -> usize {
        self.0.encoded_len(Self::TAG)
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        match tag == Self::TAG {
            true => self.0.merge(wire, buf, context),
            false => skip_field(wire, tag, buf, context),
        }
    }

    fn describe(message: &mut Outline<'_>) {
        T::describe(message, "value", Self::TAG);
    }
}
