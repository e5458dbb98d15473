//! `HashMap` and `BTreeMap`: a repeated message of key and value.

use std::collections::{BTreeMap, HashMap};

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use super::slot::{Draft, Nested, Place, Source, Tag};
use super::{Element, Field, Key, Outline};

macro_rules! map {
    ($map:ident) => {
        impl<K: Key, V: Element> Field for $map<K, V> {
            const IN_PLACE: bool = true;

            #[inline]
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::new())
            }

            #[inline]
            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                for (key, value) in self {
                    let value_len = value_len(value);
                    encode_key(tag, WireType::LengthDelimited, buf);
                    encode_varint((key.encoded_len(KEY) + value_len) as u64, buf);
                    key.encode(KEY, buf);
                    if value_len > 0 {
                        value.encode(VALUE, buf);
                    }
                }
            }

            #[inline]
            fn encoded_len(&self, tag: u32) -> usize {
                let entries = self.iter().map(|(key, value)| key.encoded_len(KEY) + value_len(value));
                entries.map(|len| key_len(tag) + encoded_len_varint(len as u64) + len).sum()
            }

            #[inline]
            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                let (key, value) = entry(wire, buf, context)?;
                self.insert(key, value);
                Ok(())
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.map::<K, V>(name, tag);
            }
        }
    };
}

map!(HashMap);
map!(BTreeMap);

/// Counts the bytes of a value; a message that says nothing is left out, as any other default is.
#[inline]
fn value_len<V: Element>(value: &V) -> usize {
    match value.encoded_len(VALUE) {
        EMPTY if V::WIRE == WireType::LengthDelimited => 0,
        len => len,
    }
}

/// Reads an entry; what it lacks is absent.
#[inline]
fn entry<K: Key, V: Element>(
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(K, V), DecodeError> {
    let (key, value) = (K::empty(Place(&["entry", "key"])), V::empty(Place(&["entry", "value"])));
    let mut slots = (Tag::<KEY>, key, (Tag::<VALUE>, value, ()));
    Nested(wire, buf, context).fill(&mut slots)?;
    let (_, key, (_, value, ())) = slots;
    Ok((key.take()?, value.take()?))
}

/// The field numbers of a map's entry.
pub(super) const KEY: u32 = 1;
pub(super) const VALUE: u32 = 2;

/// The bytes of a value without any: its key and its length.
const EMPTY: usize = 2;
