//! `Vec` and sets: repeated fields. Numbers are written packed, and read packed or not.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_key, encode_varint, encoded_len_varint, key_len, merge_loop};

use super::{Element, Field, Outline};

macro_rules! repeated {
    ($list:ident<$($bound:ident)|+>, |$this:ident, $value:ident| $push:expr) => {
        impl<T: $($bound +)+> Field for $list<T> {
            const IN_PLACE: bool = true;

            #[inline]
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::new())
            }

            #[inline]
            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                encode(self.iter(), tag, buf);
            }

            #[inline]
            fn encoded_len(&self, tag: u32) -> usize {
                encoded_len(self.iter(), tag)
            }

            #[inline]
            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                let $this = self;
                merge(|$value: T| $push, wire, buf, context)
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.repeated::<T>(name, tag);
            }
        }
    };
}

repeated!(Vec<Element>, |list, value| list.push(value));
// What is there already is no mistake: peers have no sets, and may say a thing twice.
repeated!(BTreeSet<Element | Ord>, |set, value| {
    let _ = set.insert(value);
});
repeated!(HashSet<Element | Eq | Hash>, |set, value| {
    let _ = set.insert(value);
});

/// Writes a list.
#[inline]
pub(super) fn encode<'a, T: Element>(
    values: impl ExactSizeIterator<Item = &'a T> + Clone,
    tag: u32,
    buf: &mut impl BufMut,
) {
    if !packable::<T>() {
        values.for_each(|value| value.write(tag, buf));
    } else if values.len() > 0 {
        encode_key(tag, WireType::LengthDelimited, buf);
        encode_varint(packed_len(values.clone()) as u64, buf);
        values.for_each(|value| value.put(buf));
    }
}

/// Counts the bytes that [`encode`] writes.
#[inline]
pub(super) fn encoded_len<'a, T: Element>(values: impl ExactSizeIterator<Item = &'a T>, tag: u32) -> usize {
    if !packable::<T>() {
        values.map(|value| value.written_len(tag)).sum()
    } else if values.len() == 0 {
        0
    } else {
        let len = packed_len(values);
        key_len(tag) + encoded_len_varint(len as u64) + len
    }
}

/// Reads one element, or a run of packed ones, into a list.
///
/// # Errors
/// The bytes are not such elements.
#[inline]
pub(super) fn merge<T: Element>(
    mut push: impl FnMut(T),
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(), DecodeError> {
    if packable::<T>() && wire == WireType::LengthDelimited {
        return merge_loop(&mut push, buf, context, |push, buf, context| T::read(T::WIRE, buf, context).map(push));
    }
    T::read(wire, buf, context).map(push)
}

/// Numbers need no length of their own, so a list of them shares one key.
fn packable<T: Element>() -> bool {
    T::WIRE != WireType::LengthDelimited
}

fn packed_len<'a, T: Element>(values: impl Iterator<Item = &'a T>) -> usize {
    values.map(Element::size).sum()
}
