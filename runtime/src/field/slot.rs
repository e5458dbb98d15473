//! A message while it is read: what was on the wire, field by field, before it is a value.
//!
//! Not every type has a value for a field that was not sent, so a value is made once all is read.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, decode_key, skip_field};

use super::Field;
use super::message::at;

/// The fields of a message, as a list: `(first, (second, ()))`.
pub trait Slots: Send + Sync {
    /// Reads the field numbered `tag`, or skips it where there is none.
    ///
    /// # Errors
    /// The bytes are not a value of the field's type.
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError>;
}

impl Slots for () {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        skip_field(wire, tag, buf, context)
    }
}

/// A field that may have been read.
#[derive(Debug)]
pub struct Slot<T> {
    value: Option<T>,
    place: Place,
}

impl<T: Field> Slot<T> {
    /// Makes the slot of the field numbered `tag`; an error names `message` and `field`.
    pub fn new(tag: u32, message: &'static str, field: &'static str) -> Self {
        Self { value: None, place: Place { tag, message, field } }
    }

    /// Takes the value out, which is an absent one where none was read.
    ///
    /// # Errors
    /// None was read, and the type has no such value.
    pub fn take(self) -> Result<T, DecodeError> {
        match self.value {
            Some(value) => Ok(value),
            None => T::absent().map_err(at(self.place.message, self.place.field)),
        }
    }
}

impl<T: Field, R: Slots> Slots for (Slot<T>, R) {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        let (Slot { value, place }, rest) = self;
        if tag != place.tag {
            return rest.merge(tag, wire, buf, context);
        }
        let merged = match value {
            Some(value) => value.merge(wire, buf, context),
            None => T::read(wire, buf, context).map(|read| *value = Some(read)),
        };
        merged.map_err(at(place.message, place.field))
    }
}

/// A field that has a value already.
#[derive(Debug)]
pub struct Filled<'a, T> {
    value: &'a mut T,
    place: Place,
}

impl<'a, T: Field> Filled<'a, T> {
    /// Makes the slot of the field numbered `tag`; an error names `message` and `field`.
    pub fn new(value: &'a mut T, tag: u32, message: &'static str, field: &'static str) -> Self {
        Self { value, place: Place { tag, message, field } }
    }
}

impl<T: Field, R: Slots> Slots for (Filled<'_, T>, R) {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        let (Filled { value, place }, rest) = self;
        if tag != place.tag {
            return rest.merge(tag, wire, buf, context);
        }
        value.merge(wire, buf, context).map_err(at(place.message, place.field))
    }
}

/// Which field it is, to the wire and to people.
#[derive(Debug)]
struct Place {
    tag: u32,
    message: &'static str,
    field: &'static str,
}

/// Where the bytes of a message come from.
pub trait Source {
    /// Reads all fields.
    ///
    /// # Errors
    /// The bytes are not such a message.
    fn fill(self, slots: &mut impl Slots) -> Result<(), DecodeError>;
}

/// No bytes: every field is absent.
#[derive(Debug)]
pub(super) struct Nothing;

impl Source for Nothing {
    fn fill(self, _: &mut impl Slots) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// All of a buffer.
#[derive(Debug)]
pub(super) struct Whole<'a, B>(pub(super) &'a mut B);

impl<B: Buf> Source for Whole<'_, B> {
    fn fill(self, slots: &mut impl Slots) -> Result<(), DecodeError> {
        let context = DecodeContext::default();
        while self.0.has_remaining() {
            let (tag, wire) = decode_key(self.0)?;
            slots.merge(tag, wire, self.0, context.clone())?;
        }
        Ok(())
    }
}

/// A field whose key has been read, and whose length has not.
#[derive(Debug)]
pub struct Nested<'a, B>(pub WireType, pub &'a mut B, pub DecodeContext);

impl<B: Buf> Source for Nested<'_, B> {
    fn fill(self, slots: &mut impl Slots) -> Result<(), DecodeError> {
        let Self(wire, buf, context) = self;
        encoding::message::merge(wire, &mut Reading(slots), buf, context)
    }
}

/// A message to prost, which alone counts how deep messages are nested; it is only ever read.
struct Reading<'a, S>(&'a mut S);

impl<S: Slots> prost::Message for Reading<'_, S> {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    fn merge_field(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        self.0.merge(tag, wire, buf, context)
    }

    fn encoded_len(&self) -> usize {
        0
    }

    fn clear(&mut self) {}
}
