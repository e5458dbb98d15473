//! Nested messages: what `#[derive(Message)]` builds on.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, encode_varint, encoded_len_varint};

use super::slot::{Nested, Nothing, Source};
use super::{Element, Outline, Title};

/// A type that is a protobuf message: `#[derive(Message)]` implements it, with all it builds on.
pub trait Message: prost::Message + Element {
    /// The name of the message, without its package.
    const NAME: &'static str;

    /// Adds to the name what tells the instances of a generic message apart.
    fn title(_: &mut Title<'_>) {}

    /// Makes a message of what `source` has.
    ///
    /// # Errors
    /// The bytes are not such a message, or one of its fields is not there and has no value for that.
    fn assemble(source: impl Source) -> Result<Self, DecodeError>;

    /// Adds the fields to the description of this message.
    fn outline(message: &mut Outline<'_>);
}

/// Returns the message of no bytes.
///
/// # Errors
/// One of its fields has no value for that.
pub fn absent<M: Message>() -> Result<M, DecodeError> {
    M::assemble(Nothing)
}

/// Makes the message that of no bytes, if there is such a one.
pub fn clear<M: Message>(message: &mut M) {
    if let Ok(absent) = absent() {
        *message = absent;
    }
}

/// Writes `message` as a field, even when it is empty.
#[inline]
pub fn encode<M: Message>(message: &M, tag: u32, buf: &mut impl BufMut) {
    encoding::message::encode(tag, message, buf);
}

/// Counts the bytes that [`encode`] writes.
#[inline]
pub fn encoded_len<M: Message>(message: &M, tag: u32) -> usize {
    encoding::message::encoded_len(tag, message)
}

/// Reads a field where none was read before.
///
/// # Errors
/// The bytes are not such a message.
#[inline]
pub fn read<M: Message>(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<M, DecodeError> {
    M::assemble(Nested(wire, buf, context))
}

/// Reads a field into `message`; what is there already stays, where nothing replaces it.
///
/// # Errors
/// The bytes are not such a message.
#[inline]
pub fn merge<M: Message>(
    message: &mut M,
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    encoding::message::merge(wire, message, buf, context)
}

/// Writes the length of `message`, then its bytes.
#[inline]
pub fn put<M: Message>(message: &M, buf: &mut impl BufMut) {
    encode_varint(prost::Message::encoded_len(message) as u64, buf);
    message.encode_raw(buf);
}

/// Counts the bytes that [`put`] writes.
#[inline]
pub fn size<M: Message>(message: &M) -> usize {
    let len = prost::Message::encoded_len(message);
    encoded_len_varint(len as u64) + len
}

/// Adds to an error where it happened.
pub fn at(message: &'static str, field: &'static str) -> impl FnOnce(DecodeError) -> DecodeError {
    move |mut error| {
        error.push(message, field);
        error
    }
}
