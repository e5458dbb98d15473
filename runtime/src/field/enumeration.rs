//! Enums of numbers: what `#[derive(Message)]` on an enum without data builds on.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType};

use super::{Element, Note, Reserved, error};

/// An enum that is a protobuf enum: `#[derive(Message)]` implements it, with all it builds on.
pub trait Enumeration: Element {
    /// The name of the enum, without its package.
    const NAME: &'static str;

    /// The variants' names, in upper snake case and without the enum's, each with its number.
    const VALUES: &'static [(&'static str, i32)];

    /// What no variant may have.
    const RESERVED: Reserved = Reserved::NONE;

    /// What the enum says of itself.
    const NOTE: Note = Note::NONE;

    /// What it says of its values, each by its number.
    const NOTES: &'static [(i32, Note)] = &[];

    /// What 0 stands for, and so a field that is not sent.
    const ZERO: Self;

    /// Returns the number that travels.
    fn number(&self) -> i32;

    /// Finds the variant of a number, if it is known here.
    fn from_number(number: i32) -> Option<Self>;
}

/// Writes `value` as a field, unless it is zero.
pub fn encode<E: Enumeration>(value: &E, tag: u32, buf: &mut impl BufMut) {
    if value.number() != 0 {
        value.write(tag, buf);
    }
}

/// Counts the bytes that [`encode`] writes.
pub fn encoded_len<E: Enumeration>(value: &E, tag: u32) -> usize {
    if value.number() == 0 { 0 } else { value.written_len(tag) }
}

/// Reads a field into `value`.
///
/// # Errors
/// The bytes are no number, or the number has no variant: it is never taken for another one.
pub fn merge<E: Enumeration>(
    value: &mut E,
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    let mut number = 0;
    encoding::int32::merge(wire, &mut number, buf, context)?;
    *value = E::from_number(number).ok_or_else(|| error(format!("{number} is no `{}` that is known here", E::NAME)))?;
    Ok(())
}

/// Writes the number alone.
pub fn put<E: Enumeration>(value: &E, buf: &mut impl BufMut) {
    value.number().put(buf);
}

/// Counts the bytes that [`put`] writes.
pub fn size<E: Enumeration>(value: &E) -> usize {
    value.number().size()
}
