//! `[u8; N]`: bytes of one length. `[T; N]`: a list of one length.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_varint, encoded_len_varint};

use super::slot::{Draft, Place, Slot};
use super::{Element, Field, File, Kind, Outline, error, repeated};

impl<const N: usize> Field for [u8; N] {
    /// Zeros would be a value that nobody sent.
    fn absent() -> Result<Self, DecodeError> {
        Self::try_from(&[][..]).map_err(|_| wrong::<N>(0))
    }

    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        self.write(tag, buf);
    }

    fn encoded_len(&self, tag: u32) -> usize {
        self.written_len(tag)
    }

    fn read(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
        let bytes = Vec::<u8>::read(wire, buf, context)?;
        bytes.try_into().map_err(|bytes: Vec<u8>| wrong::<N>(bytes.len()))
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        *self = Self::read(wire, buf, context)?;
        Ok(())
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.single::<Self>(name, tag);
    }
}

impl<const N: usize> Element for [u8; N] {
    const WIRE: WireType = WireType::LengthDelimited;

    fn put(&self, buf: &mut impl BufMut) {
        encode_varint(N as u64, buf);
        buf.put_slice(self);
    }

    fn size(&self) -> usize {
        encoded_len_varint(N as u64) + N
    }

    fn kind(file: &mut File) -> Kind {
        Vec::<u8>::kind(file)
    }
}

fn wrong<const N: usize>(len: usize) -> DecodeError {
    error(format!("{len} bytes instead of {N}"))
}

impl<T: Element, const N: usize> Field for [T; N] {
    fn absent() -> Result<Self, DecodeError> {
        whole(Vec::new())
    }

    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        repeated::encode(self.iter(), tag, buf);
    }

    fn encoded_len(&self, tag: u32) -> usize {
        repeated::encoded_len(self.iter(), tag)
    }

    fn read(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
        let mut values = Vec::new();
        repeated::merge(|value| values.push(value), wire, buf, context)?;
        whole(values)
    }

    /// It is full already: what is read must be as many again, in one piece, and takes its place.
    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        *self = Self::read(wire, buf, context)?;
        Ok(())
    }

    fn empty(place: Place) -> impl Draft<Self> {
        Elements { values: Vec::new(), place }
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.repeated::<T>(name, tag);
    }
}

/// A list while it is read: how many there are shows only at the end.
#[derive(Debug)]
struct Elements<T> {
    values: Vec<T>,
    place: Place,
}

impl<T: Element> Slot for Elements<T> {
    fn place(&self) -> Place {
        self.place
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        repeated::merge(|value| self.values.push(value), wire, buf, context)
    }
}

impl<T: Element, const N: usize> Draft<[T; N]> for Elements<T> {
    fn take(self) -> Result<[T; N], DecodeError> {
        whole(self.values).map_err(|error| self.place.on(error))
    }
}

fn whole<T, const N: usize>(values: Vec<T>) -> Result<[T; N], DecodeError> {
    values.try_into().map_err(|values: Vec<T>| error(format!("{} elements instead of {N}", values.len())))
}
