//! `HashMap` and `BTreeMap`: a repeated message of key and value.

use std::collections::{BTreeMap, HashMap};

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{
    self, DecodeContext, WireType, check_wire_type, encode_key, encode_varint, encoded_len_varint, key_len,
};

use super::{Element, Field, Key, Outline};

macro_rules! map {
    ($map:ident, $module:ident) => {
        impl<K: Key, V: Element> Field for $map<K, V> {
            fn absent() -> Self {
                Self::new()
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
                check_wire_type(WireType::LengthDelimited, wire)?;
                encoding::$module::merge_with_default(
                    |wire, key: &mut K, buf, context| key.merge(wire, buf, context),
                    |wire, value: &mut V, buf, context| value.merge(wire, buf, context),
                    V::absent(),
                    self,
                    buf,
                    context,
                )
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.map::<K, V>(name, tag);
            }
        }
    };
}

map!(HashMap, hash_map);
map!(BTreeMap, btree_map);

fn entry_len<K: Key, V: Element>(key: &K, value: &V) -> usize {
    key.encoded_len(KEY) + value.encoded_len(VALUE)
}

/// The field numbers of a map's entry.
pub(super) const KEY: u32 = 1;
pub(super) const VALUE: u32 = 2;
