//! Enums with data, which are oneofs, and their variants: what `#[derive(Message)]` on them builds on.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use super::slot::{Slots, Source};
use super::{Field, Message, error};

/// An enum that is a message with one oneof: `#[derive(Message)]` implements it, with all it builds on.
pub trait Choice: Message {
    /// Reads the variant numbered `tag`: into `this` where that is the same variant, and otherwise as a new value.
    ///
    /// # Errors
    /// The bytes are not the data of the variant.
    fn merge_tag(
        this: Option<&mut Self>,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<Option<Self>, DecodeError>;
}

/// Reads an enum: the last variant wins. Where none is known here, it is `default`.
///
/// # Errors
/// The bytes are not such an enum, or no variant is known and there is no default: it is never taken for another one.
pub fn assemble<C: Choice>(source: impl Source, default: Option<C>) -> Result<C, DecodeError> {
    let mut chosen = Chosen(None);
    source.fill(&mut chosen)?;
    chosen.0.or(default).ok_or_else(|| error(format!("no variant of `{}` that is known here", C::NAME)))
}

struct Chosen<C>(Option<C>);

impl<C: Choice> Slots for Chosen<C> {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        if let Some(new) = C::merge_tag(self.0.as_mut(), tag, wire, buf, context)? {
            self.0 = Some(new);
        }
        Ok(())
    }
}

/// Reads into an enum that has a value already.
///
/// # Errors
/// The bytes are not the data of the variant.
pub fn merge_field<C: Choice>(
    choice: &mut C,
    tag: u32,
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    if let Some(new) = C::merge_tag(Some(choice), tag, wire, buf, context)? {
        *choice = new;
    }
    Ok(())
}

/// Writes the fields of a variant `Removed { key: String }`, or of one that has none, as a nested message.
pub fn encode_fields(fields: &impl Parts, tag: u32, buf: &mut impl BufMut) {
    encode_key(tag, WireType::LengthDelimited, buf);
    encode_varint(fields.len() as u64, buf);
    fields.encode(buf);
}

/// Counts the bytes that [`encode_fields`] writes.
pub fn fields_len(fields: &impl Parts, tag: u32) -> usize {
    let len = fields.len();
    key_len(tag) + encoded_len_varint(len as u64) + len
}

/// The fields of a variant while they are written, as a list of numbers and values: `((1, key), ((2, value), ()))`.
#[expect(clippy::len_without_is_empty, reason = "it is a length on the wire")]
pub trait Parts {
    /// Writes all fields.
    fn encode(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn len(&self) -> usize;
}

impl Parts for () {
    fn encode(&self, _: &mut impl BufMut) {}

    fn len(&self) -> usize {
        0
    }
}

impl<T: Field, R: Parts> Parts for ((u32, &T), R) {
    fn encode(&self, buf: &mut impl BufMut) {
        let ((tag, value), rest) = self;
        value.encode(*tag, buf);
        rest.encode(buf);
    }

    fn len(&self) -> usize {
        let ((tag, value), rest) = self;
        value.encoded_len(*tag) + rest.len()
    }
}
