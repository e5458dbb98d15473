//! A message while it is read: what was on the wire, field by field, before it is a value.
//!
//! Not every type has a value for a field that was not sent, so a value is made once all is read.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, decode_key, skip_field};

use super::Field;
use super::message::at;

/// The fields of a message, as a list, each behind its number: `(Tag::<1>, first, (Tag::<2>, second, ()))`.
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

impl<S: Slots> Slots for &mut S {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        S::merge(self, tag, wire, buf, context)
    }
}

impl<N: Tagged, S: Slot, R: Slots> Slots for (N, S, R) {
    // All of the list in one function: then the comparisons become one jump.
    #[inline(always)]
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        let (_, slot, rest) = self;
        if tag != N::TAG {
            return rest.merge(tag, wire, buf, context);
        }
        slot.merge(wire, buf, context).map_err(|error| slot.place().on(error))
    }
}

/// One field of a message that is read.
pub trait Slot: Send + Sync {
    /// Says which field it is.
    fn place(&self) -> Place;

    /// Reads a value of the field.
    ///
    /// # Errors
    /// The bytes are not such a value.
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError>;
}

/// One field of a message that is made once all is read.
pub trait Draft<T>: Slot {
    /// Takes the value out, which is an absent one where none was read.
    ///
    /// # Errors
    /// None was read, and the type has no such value.
    fn take(self) -> Result<T, DecodeError>;
}

/// A field that may have been read.
#[derive(Debug)]
pub(super) struct Empty<T> {
    value: Option<T>,
    place: Place,
}

impl<T: Field> Empty<T> {
    /// Makes the slot of a field.
    pub(super) fn new(place: Place) -> Self {
        Self { value: None, place }
    }
}

impl<T: Field> Slot for Empty<T> {
    fn place(&self) -> Place {
        self.place
    }

    #[inline]
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        if !T::IN_PLACE && self.value.is_none() {
            return T::read(wire, buf, context).map(|read| self.value = Some(read));
        }
        let value = match &mut self.value {
            Some(value) => value,
            None => self.value.insert(T::absent()?),
        };
        value.merge(wire, buf, context)
    }
}

impl<T: Field> Draft<T> for Empty<T> {
    #[inline]
    fn take(self) -> Result<T, DecodeError> {
        match self.value {
            Some(value) => Ok(value),
            None => T::absent().map_err(|error| self.place.on(error)),
        }
    }
}

/// A field that has a value already.
#[derive(Debug)]
pub(super) struct Filled<'a, T> {
    value: &'a mut T,
    place: Place,
}

impl<'a, T: Field> Filled<'a, T> {
    /// Makes the slot of a field.
    pub(super) fn new(value: &'a mut T, place: Place) -> Self {
        Self { value, place }
    }
}

impl<T: Field> Slot for Filled<'_, T> {
    fn place(&self) -> Place {
        self.place
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        self.value.merge(wire, buf, context)
    }
}

/// The number of a field, as a type: the compiler makes one jump of the search for it.
pub trait Tagged: Send + Sync {
    /// The number.
    const TAG: u32;
}

/// A number that is written out.
#[derive(Debug)]
pub struct Tag<const N: u32>;

impl<const N: u32> Tagged for Tag<N> {
    const TAG: u32 = N;
}

/// Which field it is, to people: the message and the field. It is no larger than need be, as every slot has one.
#[derive(Debug, Clone, Copy)]
pub struct Place(pub &'static [&'static str; 2]);

impl Place {
    /// Adds to an error that it happened here.
    #[cold]
    pub(super) fn on(self, error: DecodeError) -> DecodeError {
        let Self([message, field]) = self;
        at(message, field)(error)
    }
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
pub(super) struct All<'a, B>(pub(super) &'a mut B);

impl<B: Buf> Source for All<'_, B> {
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
    #[inline]
    fn fill(self, slots: &mut impl Slots) -> Result<(), DecodeError> {
        let Self(wire, buf, context) = self;
        encoding::message::merge(wire, &mut Reading(slots), buf, context)
    }
}

/// A message to prost, which alone counts how deep messages are nested; it is only ever read.
struct Reading<'a, S>(&'a mut S);

impl<S: Slots> prost::Message for Reading<'_, S> {
    fn encode_raw(&self, _: &mut impl BufMut) {}

    #[inline]
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
