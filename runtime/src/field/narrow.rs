//! Numbers that protobuf has no type for: 32 bits on the wire, checked on the way in.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::{Element, Field, File, Key, Kind, Outline, error};

macro_rules! narrow_field {
    ($ty:ty, $wide:ty) => {
        impl Field for $ty {
            fn absent() -> Result<Self, DecodeError> {
                Ok(0)
            }

            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                <$wide>::from(*self).encode(tag, buf);
            }

            fn encoded_len(&self, tag: u32) -> usize {
                <$wide>::from(*self).encoded_len(tag)
            }

            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                let wide = <$wide>::read(wire, buf, context)?;
                *self = wide.try_into().map_err(|_| error(format!("{wide} is no `{}`", stringify!($ty))))?;
                Ok(())
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.single::<$wide>(name, tag);
            }
        }
    };
}

macro_rules! narrow {
    ($ty:ty, $wide:ty) => {
        narrow_field!($ty, $wide);

        impl Element for $ty {
            const WIRE: WireType = WireType::Varint;

            fn put(&self, buf: &mut impl BufMut) {
                <$wide>::from(*self).put(buf);
            }

            fn size(&self) -> usize {
                <$wide>::from(*self).size()
            }

            fn kind(file: &mut File) -> Kind {
                <$wide>::kind(file)
            }
        }

        impl Key for $ty {}
    };
}

narrow!(i8, i32);
narrow!(i16, i32);
narrow!(u16, u32);
// No element, so that `Vec<u8>` is bytes.
narrow_field!(u8, u32);

impl Field for Option<u8> {
    fn absent() -> Result<Self, DecodeError> {
        Ok(None)
    }

    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        self.map(u32::from).encode(tag, buf);
    }

    fn encoded_len(&self, tag: u32) -> usize {
        self.map(u32::from).encoded_len(tag)
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        *self = Some(u8::read(wire, buf, context)?);
        Ok(())
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.optional::<u32>(name, tag);
    }
}
