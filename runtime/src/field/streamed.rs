//! The argument of a call that is a stream, as the messages it travels in.

use std::fmt;
use std::marker::PhantomData;

use bytes::BufMut;
use prost::DecodeError;

use super::slot::{Draft, Place, Source, Tagged};
use super::{Arguments, Element, Field, Outline, Payload, error};

/// The argument of the method at position `M` that is a stream; implemented for the trait's client by `#[plugin]`.
pub trait Streamed<const M: usize>: Send + Sync + 'static {
    /// The name of the field.
    const NAME: &'static str;
    /// The number of the field.
    const TAG: u32;
    /// What the stream is of.
    type Item: Field;
}

/// The number of a stream's field.
struct Number<C, const M: usize>(PhantomData<fn() -> C>);

impl<C: Streamed<M>, const M: usize> Tagged for Number<C, M> {
    const TAG: u32 = C::TAG;
}

/// One message of a stream that is the only argument: its field is the item.
pub struct Item<C: Streamed<M>, const M: usize>(pub C::Item);

impl<C: Streamed<M>, const M: usize> Payload for Item<C, M> {
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        let mut slots = (Number::<C, M>(PhantomData), C::Item::empty(Place(const { &["request", C::NAME] })), ());
        source.fill(&mut slots)?;
        slots.1.take().map(Self)
    }

    fn encode(&self, buf: &mut impl BufMut) {
        self.0.encode(C::TAG, buf);
    }

    fn encoded_len(&self) -> usize {
        self.0.encoded_len(C::TAG)
    }

    fn describe(message: &mut Outline<'_>) {
        <C::Item as Field>::describe(message, C::NAME, C::TAG);
    }
}

impl<C: Streamed<M>, const M: usize> fmt::Debug for Item<C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item").finish_non_exhaustive()
    }
}

/// One message of a stream beside `COUNT` other arguments: the first message has these, and may have an item; each later
/// one has an item.
pub enum Part<C: Arguments<M, COUNT> + Streamed<M>, const M: usize, const COUNT: usize> {
    /// The first message.
    First(C::Values, Option<C::Item>),
    /// A later one.
    Next(C::Item),
}

impl<C, const M: usize, const COUNT: usize> Payload for Part<C, M, COUNT>
where
    C: Arguments<M, COUNT> + Streamed<M, Item: Element>,
{
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        let mut item = (Number::<C, M>(PhantomData), Self::slot(), ());
        let values = C::assemble(source, &mut item)?;
        Ok(Self::First(values, item.1.take()?))
    }

    fn follow(source: impl Source) -> Result<Self, DecodeError> {
        let mut item = (Number::<C, M>(PhantomData), Self::slot(), ());
        source.fill(&mut item)?;
        let item = item.1.take()?;
        item.map(Self::Next).ok_or_else(|| error(format!("a later message of a stream has `{}`", C::NAME)))
    }

    fn encode(&self, buf: &mut impl BufMut) {
        if let Self::First(values, _) = self {
            C::encode(values, buf);
        }
        if let Some(item) = self.item() {
            item.write(C::TAG, buf);
        }
    }

    fn encoded_len(&self) -> usize {
        let values = match self {
            Self::First(values, _) => C::encoded_len(values),
            Self::Next(_) => 0,
        };
        values + self.item().map_or(0, |item| item.written_len(C::TAG))
    }

    fn describe(message: &mut Outline<'_>) {
        C::describe(message);
        message.optional::<C::Item>(C::NAME, C::TAG);
    }
}

impl<C, const M: usize, const COUNT: usize> Part<C, M, COUNT>
where
    C: Arguments<M, COUNT> + Streamed<M, Item: Element>,
{
    fn slot() -> impl Draft<Option<C::Item>> {
        Option::<C::Item>::empty(Place(const { &["request", C::NAME] }))
    }

    fn item(&self) -> Option<&C::Item> {
        match self {
            Self::First(_, item) => item.as_ref(),
            Self::Next(item) => Some(item),
        }
    }
}

impl<C: Arguments<M, COUNT> + Streamed<M>, const M: usize, const COUNT: usize> Part<C, M, COUNT> {
    /// Takes the item.
    pub(crate) fn into_item(self) -> Option<C::Item> {
        match self {
            Self::First(_, item) => item,
            Self::Next(item) => Some(item),
        }
    }
}

impl<C, const M: usize, const COUNT: usize> fmt::Debug for Part<C, M, COUNT>
where
    C: Arguments<M, COUNT> + Streamed<M>,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First(..) => "First",
            Self::Next(_) => "Next",
        })
    }
}
