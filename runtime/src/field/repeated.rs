//! `Vec`: a repeated field. Numbers are written packed, and read packed or not.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_key, encode_varint, encoded_len_varint, key_len, merge_loop};

use super::{Element, Field, Outline, write, written_len};

impl<T: Element> Field for Vec<T> {
    fn absent() -> Result<Self, DecodeError> {
        Ok(Self::new())
    }

    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        if !packable::<T>() {
            self.iter().for_each(|value| write(value, tag, buf));
        } else if !self.is_empty() {
            encode_key(tag, WireType::LengthDelimited, buf);
            encode_varint(packed_len(self) as u64, buf);
            self.iter().for_each(|value| value.put(buf));
        }
    }

    fn encoded_len(&self, tag: u32) -> usize {
        if !packable::<T>() {
            self.iter().map(|value| written_len(value, tag)).sum()
        } else if self.is_empty() {
            0
        } else {
            let len = packed_len(self);
            key_len(tag) + encoded_len_varint(len as u64) + len
        }
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        if packable::<T>() && wire == WireType::LengthDelimited {
            merge_loop(self, buf, context, |values, buf, context| push(values, T::WIRE, buf, context))
        } else {
            push(self, wire, buf, context)
        }
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.repeated::<T>(name, tag);
    }
}

/// Numbers need no length of their own, so a list of them shares one key.
fn packable<T: Element>() -> bool {
    T::WIRE != WireType::LengthDelimited
}

fn packed_len<T: Element>(values: &[T]) -> usize {
    values.iter().map(Element::size).sum()
}

fn push<T: Element>(
    values: &mut Vec<T>,
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    values.push(T::read(wire, buf, context)?);
    Ok(())
}
