//! Messages that prost has made.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use bytes::{Buf, BufMut};
use prost::encoding::{self, DecodeContext, WireType, encode_varint, encoded_len_varint};
use prost::{DecodeError, Message, Name};

use super::slot::Source;
use super::whole::Reading;
use super::{Element, Field, File, Files, Kind, Outline, WellKnown, Whole};

/// A message that prost has made, as a field of ours; `F` says which files describe it.
///
/// ```
/// # struct Acme;
/// # impl pintle::Files for Acme { const DESCRIPTOR: &'static [u8] = &[]; }
/// type Acmes<T> = pintle::Prost<T, Acme>;
/// ```
///
/// Protobuf's own messages have their files here, and `Any`, `Duration`, `FieldMask`, `ListValue`, `Struct`, `Timestamp` and
/// `Value` of `prost_types` need no wrapper. With it, what prost has for protobuf's wrappers is a message too: `Prost<u32>` is
/// `google.protobuf.UInt32Value`, and `Prost<()>` is `google.protobuf.Empty`.
pub struct Prost<T, F = WellKnown>(pub T, PhantomData<fn() -> F>);

impl<T, F> Prost<T, F> {
    /// Wraps a message.
    pub const fn new(message: T) -> Self {
        Self(message, PhantomData)
    }

    /// Takes the message out.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, F> From<T> for Prost<T, F> {
    fn from(message: T) -> Self {
        Self::new(message)
    }
}

impl<T, F> Deref for Prost<T, F> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T, F> DerefMut for Prost<T, F> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

// Derived, these would ask the same of `F`.

impl<T: fmt::Debug, F> fmt::Debug for Prost<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Clone, F> Clone for Prost<T, F> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl<T: Copy, F> Copy for Prost<T, F> {}

impl<T: PartialEq, F> PartialEq for Prost<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Eq, F> Eq for Prost<T, F> {}

impl<T: Default, F> Default for Prost<T, F> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// Makes a message of prost's a field: it is written even when it is empty.
macro_rules! message {
    ([$($params:tt)*] $ty:ty, $files:ty, $name:expr, |$this:ident| $message:expr) => {
        impl<$($params)*> Field for $ty {
            fn absent() -> Result<Self, DecodeError> {
                Ok(Self::default())
            }

            fn encode(&self, tag: u32, buf: &mut impl BufMut) {
                self.write(tag, buf);
            }

            fn encoded_len(&self, tag: u32) -> usize {
                self.written_len(tag)
            }

            fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
                let $this = self;
                encoding::message::merge(wire, &mut $message, buf, context)
            }

            fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
                message.single::<Self>(name, tag);
            }
        }

        impl<$($params)*> Element for $ty {
            const WIRE: WireType = WireType::LengthDelimited;

            fn put(&self, buf: &mut impl BufMut) {
                let $this = self;
                encode_varint(Message::encoded_len(&$message) as u64, buf);
                $message.encode_raw(buf);
            }

            fn size(&self) -> usize {
                let $this = self;
                let len = Message::encoded_len(&$message);
                encoded_len_varint(len as u64) + len
            }

            fn kind(file: &mut File) -> Kind {
                file.import::<$files>(&$name)
            }
        }

        impl<$($params)*> Whole for $ty {
            fn assemble(source: impl Source) -> Result<Self, DecodeError> {
                let mut message = Self::default();
                let $this = &mut message;
                source.fill(&mut Reading(&mut $message))?;
                Ok(message)
            }

            fn encode_fields(&self, buf: &mut impl BufMut) {
                let $this = self;
                $message.encode_raw(buf);
            }

            fn fields_len(&self) -> usize {
                let $this = self;
                Message::encoded_len(&$message)
            }
        }
    };
}

message!([T: Message + Name + Default + 'static, F: Files] Prost<T, F>, F, T::full_name(), |this| this.0);
message!([] prost_types::Any, WellKnown, "google.protobuf.Any", |this| *this);
message!([] prost_types::Duration, WellKnown, "google.protobuf.Duration", |this| *this);
message!([] prost_types::FieldMask, WellKnown, "google.protobuf.FieldMask", |this| *this);
message!([] prost_types::ListValue, WellKnown, "google.protobuf.ListValue", |this| *this);
message!([] prost_types::Struct, WellKnown, "google.protobuf.Struct", |this| *this);
message!([] prost_types::Timestamp, WellKnown, "google.protobuf.Timestamp", |this| *this);
message!([] prost_types::Value, WellKnown, "google.protobuf.Value", |this| *this);
