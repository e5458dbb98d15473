//! Numbers and `bool`.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{self, DecodeContext, WireType, encode_varint, encoded_len_varint};
use prost_types::field_descriptor_proto::Type;

use super::{Element, Field, File, Key, Kind, Outline};

/// Makes a number a field: skipped when it is zero, bit for bit.
macro_rules! scalar {
    ($ty:ty, $module:ident, |$value:ident| $is_zero:expr) => {
        impl Field for $ty {
            const IN_PLACE: bool = true;

            #[inline]
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::default())
            }

            #[inline]
            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                let $value = *self;
                if !$is_zero {
                    self.write(tag, buf);
                }
            }

            #[inline]
            fn encoded_len(&self, tag: u32) -> usize {
                let $value = *self;
                if $is_zero { 0 } else { self.written_len(tag) }
            }

            #[inline]
            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                encoding::$module::merge(wire, self, buf, context)
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.single::<Self>(name, tag);
            }
        }
    };
}

macro_rules! varint {
    ($ty:ty, $module:ident, $kind:ident) => {
        scalar!($ty, $module, |value| value == Self::default());

        impl Element for $ty {
            const WIRE: WireType = WireType::Varint;

            #[inline]
            fn put(&self, buf: &mut impl BufMut) {
                encode_varint(*self as u64, buf);
            }

            #[inline]
            fn size(&self) -> usize {
                encoded_len_varint(*self as u64)
            }

            fn kind(_: &mut File) -> Kind {
                Kind::scalar(Type::$kind)
            }
        }

        impl Key for $ty {}
    };
}

macro_rules! fixed {
    ($ty:ty, $module:ident, $kind:ident, $wire:ident, $put:ident) => {
        // Minus zero is not the default: it goes on the wire.
        scalar!($ty, $module, |value| value.to_bits() == 0);

        impl Element for $ty {
            const WIRE: WireType = WireType::$wire;

            #[inline]
            fn put(&self, buf: &mut impl BufMut) {
                buf.$put(*self);
            }

            #[inline]
            fn size(&self) -> usize {
                size_of::<Self>()
            }

            fn kind(_: &mut File) -> Kind {
                Kind::scalar(Type::$kind)
            }
        }
    };
}

varint!(bool, bool, Bool);
varint!(i32, int32, Int32);
varint!(i64, int64, Int64);
varint!(u32, uint32, Uint32);
varint!(u64, uint64, Uint64);
fixed!(f32, float, Float, ThirtyTwoBit, put_f32_le);
fixed!(f64, double, Double, SixtyFourBit, put_f64_le);
