//! `Option`: a field that knows whether it was sent.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{Element, Field, Outline};

impl<T: Element> Field for Option<T> {
    const IN_PLACE: bool = true;

    #[inline]
    fn absent() -> Result<Self, DecodeError> {
        Ok(None)
    }

    #[inline]
    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        if let Some(value) = self {
            value.write(tag, buf);
        }
    }

    #[inline]
    fn encoded_len(&self, tag: u32) -> usize {
        self.as_ref().map_or(0, |value| value.written_len(tag))
    }

    #[inline]
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        if !T::IN_PLACE && self.is_none() {
            return T::read(wire, buf, context).map(|read| *self = Some(read));
        }
        let value = match self {
            Some(value) => value,
            None => self.insert(T::absent()?),
        };
        value.merge(wire, buf, context)
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.optional::<T>(name, tag);
    }
}
