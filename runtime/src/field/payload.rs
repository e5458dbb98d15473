//! What a request or a response carries: a whole message, without a struct of its own.

use std::sync::Arc;

use bytes::{Buf, BufMut};
use prost::DecodeError;

use super::slot::{All, Draft, Place, Source, Tag};
use super::{Field, File, Kind, Outline, Whole};

/// The fields of a request or a response.
pub trait Payload: Sized + Send + Sync + 'static {
    /// Whether the message is called after its method; otherwise it has a name of its own.
    const NAMED_BY_METHOD: bool = true;

    /// Makes a payload of what `source` has.
    ///
    /// # Errors
    /// The bytes are not such a payload, or one of its fields is not there and has no value for that.
    fn assemble(source: impl Source) -> Result<Self, DecodeError>;

    /// Makes a payload of what a later message of a stream has; by default, as of any other.
    ///
    /// # Errors
    /// As for [`assemble`](Self::assemble).
    fn follow(source: impl Source) -> Result<Self, DecodeError> {
        Self::assemble(source)
    }

    /// Writes all fields.
    fn encode(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn encoded_len(&self) -> usize;

    /// Copies a payload, as one that can travel can be, even if its types are not `Clone`.
    ///
    /// # Errors
    /// It would not be readable at the other end either.
    fn copy(&self) -> Result<Self, DecodeError> {
        let mut bytes = Vec::with_capacity(self.encoded_len());
        self.encode(&mut bytes);
        decode(&mut bytes.as_slice())
    }

    /// Adds the fields to the description of the message.
    fn describe(message: &mut Outline<'_>);

    /// Adds the message to the description as `name`, and returns its kind.
    fn kind(file: &mut File, name: &str) -> Kind {
        file.payload(name, Self::describe)
    }
}

/// Reads a payload from all of `buf`.
///
/// # Errors
/// The bytes are not a message, or a field is not of its type.
pub(crate) fn decode<P: Payload>(buf: &mut impl Buf) -> Result<P, DecodeError> {
    P::assemble(All(buf))
}

/// Reads a later message of a stream from all of `buf`.
///
/// # Errors
/// The bytes are not a message, or a field is not of its type.
pub(crate) fn decode_next<P: Payload>(buf: &mut impl Buf) -> Result<P, DecodeError> {
    P::follow(All(buf))
}

/// A payload that is kept by whoever sends it.
impl<P: Payload> Payload for Arc<P> {
    const NAMED_BY_METHOD: bool = P::NAMED_BY_METHOD;

    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        P::assemble(source).map(Self::new)
    }

    fn encode(&self, buf: &mut impl BufMut) {
        P::encode(self, buf);
    }

    fn encoded_len(&self) -> usize {
        P::encoded_len(self)
    }

    fn describe(message: &mut Outline<'_>) {
        P::describe(message);
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

/// A message that is a whole request or response: that of `#[rpc(message)]`.
#[derive(Debug)]
pub struct Bare<T>(pub T);

impl<T: Whole> Payload for Bare<T> {
    const NAMED_BY_METHOD: bool = false;

    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        T::assemble(source).map(Self)
    }

    fn encode(&self, buf: &mut impl BufMut) {
        self.0.encode_fields(buf);
    }

    fn encoded_len(&self) -> usize {
        self.0.fields_len()
    }

    /// Nothing: its type is described by itself.
    fn describe(_: &mut Outline<'_>) {}

    fn kind(file: &mut File, _: &str) -> Kind {
        T::kind(file)
    }
}
