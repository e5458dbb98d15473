//! Strings and bytes.

use bytes::{Buf, BufMut, Bytes};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, encode_varint, encoded_len_varint};
use prost_types::field_descriptor_proto::Type;

use super::{Element, Field, File, Key, Kind, Outline};

/// Makes a run of bytes a field: its length, then the bytes; skipped when empty.
macro_rules! text {
    ($ty:ty, $module:ident, $kind:ident) => {
        impl Field for $ty {
            const IN_PLACE: bool = true;

            #[inline]
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::new())
            }

            #[inline]
            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                if !self.is_empty() {
                    self.write(tag, buf);
                }
            }

            #[inline]
            fn encoded_len(&self, tag: u32) -> usize {
                if self.is_empty() { 0 } else { self.written_len(tag) }
            }

            #[inline]
            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                encoding::$module::merge(wire, self, buf, context)
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.single::<Self>(name, tag);
            }
        }

        impl Element for $ty {
            const WIRE: WireType = WireType::LengthDelimited;

            #[inline]
            fn put(&self, buf: &mut impl BufMut) {
                let bytes: &[u8] = self.as_ref();
                encode_varint(bytes.len() as u64, buf);
                buf.put_slice(bytes);
            }

            #[inline]
            fn size(&self) -> usize {
                encoded_len_varint(self.len() as u64) + self.len()
            }

            fn kind(_: &mut File) -> Kind {
                Kind::scalar(Type::$kind)
            }
        }
    };
}

text!(String, string, String);
text!(Vec<u8>, bytes, Bytes);
text!(Bytes, bytes, Bytes);

impl Key for String {}
