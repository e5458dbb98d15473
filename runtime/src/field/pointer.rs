//! `Box` and `Arc`: as what they point to. A message holds itself through them.

use std::sync::Arc;

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::slot::{Draft, Place, Slot};
use super::{Element, Field, File, Kind, Outline, Value, decode};

macro_rules! pointer {
    ($pointer:ident, |$this:ident, $wire:ident, $buf:ident, $context:ident| $merge:expr) => {
        impl<T: Field> Field for $pointer<T> {
            #[inline]
            fn absent() -> Result<Self, DecodeError> {
                T::absent().map(Self::new)
            }

            #[inline]
            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                T::encode(self, tag, buf);
            }

            #[inline]
            fn encoded_len(&self, tag: u32) -> usize {
                T::encoded_len(self, tag)
            }

            #[inline]
            fn read(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
                T::read(wire, buf, context).map(Self::new)
            }

            #[inline]
            fn merge(
                &mut self,
                $wire: WireType,
                $buf: &mut impl Buf,
                $context: DecodeContext,
            ) -> Result<(), DecodeError> {
                let $this = self;
                $merge
            }

            fn empty(place: Place) -> impl Draft<Self> {
                Pointed(T::empty(place))
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                T::describe(message, name, tag);
            }
        }

        impl<T: Field, D: Draft<T>> Draft<$pointer<T>> for Pointed<D> {
            fn take(self) -> Result<$pointer<T>, DecodeError> {
                self.0.take().map($pointer::new)
            }
        }

        impl<T: Element> Element for $pointer<T> {
            const WIRE: WireType = T::WIRE;

            #[inline]
            fn put(&self, buf: &mut impl BufMut) {
                T::put(self, buf);
            }

            #[inline]
            fn size(&self) -> usize {
                T::size(self)
            }

            fn kind(file: &mut File) -> Kind {
                T::kind(file)
            }
        }
    };
}

pointer!(Box, |this, wire, buf, context| T::merge(this, wire, buf, context));
pointer!(Arc, |this, wire, buf, context| {
    if let Some(value) = Self::get_mut(this) {
        return value.merge(wire, buf, context);
    }
    // Others hold it, and must not see it change.
    let mut value = copied::<T>(this)?;
    value.merge(wire, buf, context)?;
    *this = Self::new(value);
    Ok(())
});

/// What is pointed to, while it is read.
#[derive(Debug)]
struct Pointed<D>(D);

impl<D: Slot> Slot for Pointed<D> {
    fn place(&self) -> Place {
        self.0.place()
    }

    #[inline]
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        self.0.merge(wire, buf, context)
    }
}

/// Copies a value that may not be `Clone`, but can travel.
fn copied<T: Field>(value: &T) -> Result<T, DecodeError> {
    let mut bytes = Vec::new();
    value.encode(<Value<T>>::TAG, &mut bytes);
    decode::<Value<T>>(&mut bytes.as_slice()).map(|Value(value)| value)
}
