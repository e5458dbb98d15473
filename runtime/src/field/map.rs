//! `HashMap` and `BTreeMap`: a repeated message of key and value.

use std::collections::{BTreeMap, HashMap};

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_key, encode_varint, encoded_len_varint, key_len};

use super::slot::{Draft, Nested, Place, Source};
use super::{Element, Field, Key, Outline};

macro_rules! map {
    ($map:ident) => {
        impl<K: Key, V: Element> Field for $map<K, V> {
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::new())
            }

            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                for (key, value) in self {
                    encode_key(tag, WireType::LengthDelimited, buf);
                    encode_varint(entry_len(key, value) as u64, buf);
                    key.encode(KEY, buf);
                    value.encode(VALUE, buf);
                }
            }

            fn encoded_len(&self, tag: u32) -> usize {
                let entries = self.iter().map(|(key, value)| entry_len(key, value));
                entries.map(|len| key_len(tag) + encoded_len_varint(len as u64) + len).sum()
            }

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

fn entry_len<K: Key, V: Element>(key: &K, value: &V) -> usize {
    key.encoded_len(KEY) + value.encoded_len(VALUE)
}

/// Reads an entry; what it lacks is absent.
fn entry<K: Key, V: Element>(
    wire: WireType,
    buf: &mut impl Buf,
    context: DecodeContext,
) -> Result<(K, V), DecodeError> {
    let mut slots = (K::empty(Place::new(KEY, "entry", "key")), (V::empty(Place::new(VALUE, "entry", "value")), ()));
    Nested(wire, buf, context).fill(&mut slots)?;
    let (key, (value, ())) = slots;
    Ok((key.take()?, value.take()?))
}

/// The field numbers of a map's entry.
pub(super) const KEY: u32 = 1;
pub(super) const VALUE: u32 = 2;
