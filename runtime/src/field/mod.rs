//! How Rust types travel as protobuf fields, and how they are described.
//!
//! Knows bytes and descriptors only: nothing of calls, connections or the handshake.

mod arguments;
mod array;
pub mod choice;
mod describe;
pub mod enumeration;
mod import;
mod map;
pub mod message;
mod narrow;
mod note;
mod optional;
mod outline;
pub(crate) mod path;
mod payload;
mod pointer;
mod prost;
mod repeated;
mod reserved;
mod scalar;
mod slot;
mod streamed;
mod text;
mod time;
mod title;
mod whole;

use std::borrow::Cow;
use std::hash::Hash;

use ::prost::DecodeError;
use ::prost::encoding::{DecodeContext, WireType, encode_key, key_len};
use bytes::{Buf, BufMut};

pub use self::arguments::{Argument, Arguments, Request};
pub use self::choice::Choice;
pub(crate) use self::describe::value_name;
pub use self::describe::{File, Streams};
pub use self::enumeration::Enumeration;
pub use self::import::{Files, WellKnown};
pub use self::message::Message;
pub use self::note::Note;
pub use self::outline::{Kind, Outline};
pub(crate) use self::outline::{entry_name, json_name};
pub use self::payload::{Bare, Payload, Value};
pub(crate) use self::payload::{decode, decode_next};
pub use self::prost::Prost;
pub use self::reserved::Reserved;
pub use self::slot::{Draft, Nested, Place, Slot, Slots, Source, Tag, Tagged};
use self::slot::{Empty, Filled};
pub use self::streamed::{Item, Part, Streamed};
pub use self::title::Title;
pub use self::whole::Whole;

/// Says how a type travels as one field of a protobuf message.
///
/// Scalars, strings, bytes, `Option`, `Vec`, maps and every type with `#[derive(Message)]` are fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel between host and plugin",
    label = "not a type that protobuf can say",
    note = "write a scalar, `String`, `Vec<u8>`, an `Option`, `Vec` or map of these, \
        or a type with `#[derive(pintle::Message)]`",
    note = "instead of `usize` write `u64`, of `u128` or `char` a `String`, of a tuple a struct with \
        `#[derive(pintle::Message)]`, of `&str` a `String`, around a message of prost's `pintle::Prost`"
)]
pub trait Field: Sized + Send + Sync + 'static {
    /// Whether a value is read in its place, as one that is there from the start: it always has an absent one, and
    /// [`read`](Self::read) is left as it is. Then no value is moved.
    #[doc(hidden)]
    const IN_PLACE: bool = false;

    /// Returns the value of a field that is not on the wire.
    ///
    /// # Errors
    /// The type has no such value: an enum with data has none, unless one of its variants is `#[message(default)]`.
    fn absent() -> Result<Self, DecodeError>;

    /// Writes key and value; proto3's defaults are skipped.
    fn encode(&self, tag: u32, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn encoded_len(&self, tag: u32) -> usize;

    /// Reads a value whose key has been read, where none was read before.
    ///
    /// # Errors
    /// The bytes are not a value of this type.
    #[inline]
    fn read(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
        let mut value = Self::absent()?;
        value.merge(wire, buf, context)?;
        Ok(value)
    }

    /// Reads a value whose key has been read into this one: the last scalar wins, messages merge, lists grow.
    ///
    /// # Errors
    /// The bytes are not a value of this type.
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError>;

    /// Makes a slot to read a field into, before there is a value.
    fn empty(place: Place) -> impl Draft<Self> {
        Empty::new(place)
    }

    /// Makes a slot to read a field into that has a value.
    fn filled(&mut self, place: Place) -> impl Slot {
        Filled::new(self, place)
    }

    /// Adds the field to the description of its message.
    fn describe(message: &mut Outline<'_>, name: &str, tag: u32);
}

/// A field that may stand inside `Option`, `Vec`, maps and the variants of enums.
///
/// `u8` is none, so that `Vec<u8>` is bytes; nor are lists and maps, which protobuf cannot nest.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand inside an `Option`, a `Vec`, a map, a variant or a generic message",
    label = "protobuf cannot say this",
    note = "write a scalar, such as `u64` for `usize` and `u32` for `u8`, `String`, bytes, or a struct with \
        `#[derive(pintle::Message)]` around it; a `Streaming` is a whole argument or result"
)]
pub trait Element: Field {
    /// How the value is laid out on the wire.
    const WIRE: WireType;

    /// Writes the value without its key, even if it is the default.
    fn put(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`put`](Self::put) writes.
    fn size(&self) -> usize;

    /// Names the type in a descriptor; a message is added to `file` on first sight.
    fn kind(file: &mut File) -> Kind;

    /// What a field of this type says of itself in a `.proto` file, where that does not: a type's name may not tell all.
    #[doc(hidden)]
    fn docs() -> Option<String> {
        None
    }

    /// Writes key and value, whatever the value is.
    fn write(&self, tag: u32, buf: &mut impl BufMut) {
        encode_key(tag, Self::WIRE, buf);
        self.put(buf);
    }

    /// Counts the bytes that [`write`](Self::write) writes.
    fn written_len(&self, tag: u32) -> usize {
        key_len(tag) + self.size()
    }

    /// Reads the data of a variant: as [`Field::read`], by a name that asks for an element.
    ///
    /// # Errors
    /// The bytes are not a value of this type.
    fn read_variant(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
        Self::read(wire, buf, context)
    }

    /// Reads the data of a variant into this: as [`Field::merge`], by a name that asks for an element.
    ///
    /// # Errors
    /// The bytes are not a value of this type.
    fn merge_variant(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        self.merge(wire, buf, context)
    }

    /// Adds a variant of this type to the description of an enum.
    fn describe_variant(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.variant::<Self>(name, tag);
    }
}

/// What may be the key of a map: integers, `bool` and `String`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a map",
    label = "not an integer, `bool` or `String`",
    note = "write an integer, `bool` or `String`; a type parameter needs the bound `pintle::Key`"
)]
pub trait Key: Element + Default + Eq + Hash + Ord {}

/// Makes an error of what is wrong with a value whose bytes can be read.
pub(crate) fn error(description: impl Into<Cow<'static, str>>) -> DecodeError {
    #[expect(deprecated, reason = "prost has no other way to make one of a text")]
    DecodeError::new(description)
}

#[cfg(test)]
mod tests;
