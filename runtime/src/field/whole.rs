//! Messages that are whole requests and responses.

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType};

use super::slot::{Slots, Source};
use super::{Element, Message};

/// A type that is a message, of ours or of prost's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no message",
    label = "a whole request or response is a message",
    note = "write a type with `#[derive(pintle::Message)]`; without `#[rpc(message)]`, arguments and results are fields"
)]
pub trait Whole: Element {
    /// Makes a message of what `source` has.
    ///
    /// # Errors
    /// The bytes are not such a message, or one of its fields is not there and has no value for that.
    fn assemble(source: impl Source) -> Result<Self, DecodeError>;

    /// Writes all fields.
    fn encode_fields(&self, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode_fields`](Self::encode_fields) writes.
    fn fields_len(&self) -> usize;
}

// Otherwise rustc would ask for `Message`, and not say what `Whole` says.
#[diagnostic::do_not_recommend]
impl<T: Message> Whole for T {
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        <T as Message>::assemble(source)
    }

    fn encode_fields(&self, buf: &mut impl BufMut) {
        self.encode_raw(buf);
    }

    fn fields_len(&self) -> usize {
        prost::Message::encoded_len(self)
    }
}

/// A message of prost's while it is read: it has a value for every field from the start.
#[derive(Debug)]
pub(super) struct Reading<'a, M>(pub(super) &'a mut M);

impl<M: prost::Message> Slots for Reading<'_, M> {
    fn merge(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        self.0.merge_field(tag, wire, buf, context)
    }
}
