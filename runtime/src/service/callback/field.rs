//! A callback as a field: the broker's number, a `uint32`. 0 is none, and so is a field that was not sent.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, encode_varint, encoded_len_varint};

use super::{Callback, lending};
use crate::field::{Element, Field, File, Kind, Outline};
use crate::service::Client;

impl<C: Client> Field for Callback<C> {
    fn absent() -> Result<Self, DecodeError> {
        Err(crate::field::error("there is no callback, where one must be"))
    }

    fn encode(&self, tag: u32, buf: &mut impl BufMut) {
        if lending::number(self) != 0 {
            self.write(tag, buf);
        }
    }

    fn encoded_len(&self, tag: u32) -> usize {
        if lending::number(self) == 0 { 0 } else { self.written_len(tag) }
    }

    fn read(wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<Self, DecodeError> {
        let number = u32::read(wire, buf, context)?;
        if number == 0 {
            return Self::absent();
        }
        lending::callback(number).map_err(crate::field::error)
    }

    fn merge(&mut self, wire: WireType, buf: &mut impl Buf, context: DecodeContext) -> Result<(), DecodeError> {
        *self = Self::read(wire, buf, context)?;
        Ok(())
    }

    fn describe(message: &mut Outline<'_>, name: &str, tag: u32) {
        message.single::<Self>(name, tag);
    }
}

impl<C: Client> Element for Callback<C> {
    const WIRE: WireType = WireType::Varint;

    fn put(&self, buf: &mut impl BufMut) {
        encode_varint(u64::from(lending::number(self)), buf);
    }

    fn size(&self) -> usize {
        encoded_len_varint(u64::from(lending::number(self)))
    }

    fn kind(file: &mut File) -> Kind {
        u32::kind(file)
    }

    fn docs() -> Option<String> {
        Some(format!("A number of go-plugin's broker, behind which is a {}.", C::NAME))
    }
}
