//! The arguments of a call, which are the fields of its request.

use std::fmt;
use std::marker::PhantomData;

use bytes::BufMut;
use prost::DecodeError;

use super::slot::{Draft, Place, Slots, Source, Tagged};
use super::{Field, Outline, Payload};

/// The argument at position `A` of the method at position `M`; implemented for the trait's client by `#[plugin]`.
///
/// Each argument is an impl of its own, and all else takes its type from here: so a type that cannot travel is
/// reported once, where it stands in the trait.
pub trait Argument<const M: usize, const A: usize> {
    /// The name of the field.
    const NAME: &'static str;
    /// The number of the field.
    const TAG: u32;
    /// The type of the field.
    type Type: Field;
}

/// All `COUNT` arguments of the method at position `M`, up to twelve.
pub trait Arguments<const M: usize, const COUNT: usize>: Send + Sync + 'static {
    /// The arguments, as a tuple.
    type Values: Send + Sync + 'static;

    /// Makes the arguments of what `source` has; fields that are none of theirs go to `rest`.
    ///
    /// # Errors
    /// The bytes are not such a message, or one of its fields is not there and has no value for that.
    fn assemble(source: impl Source, rest: &mut impl Slots) -> Result<Self::Values, DecodeError>;

    /// Writes all fields.
    fn encode(values: &Self::Values, buf: &mut impl BufMut);

    /// Counts the bytes that [`encode`](Self::encode) writes.
    fn encoded_len(values: &Self::Values) -> usize;

    /// Adds the fields to the description of the message.
    fn describe(message: &mut Outline<'_>);
}

/// A request: the arguments of one call.
pub struct Request<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize>(pub C::Values);

impl<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize> Payload for Request<C, M, COUNT> {
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        C::assemble(source, &mut ()).map(Self)
    }

    fn encode(&self, buf: &mut impl BufMut) {
        C::encode(&self.0, buf);
    }

    fn encoded_len(&self) -> usize {
        C::encoded_len(&self.0)
    }

    fn describe(message: &mut Outline<'_>) {
        C::describe(message);
    }
}

impl<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize> fmt::Debug for Request<C, M, COUNT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

impl<C: Send + Sync + 'static, const M: usize> Arguments<M, 0> for C {
    type Values = ();

    fn assemble(source: impl Source, rest: &mut impl Slots) -> Result<(), DecodeError> {
        source.fill(rest)
    }

    fn encode((): &(), _: &mut impl BufMut) {}

    fn encoded_len((): &()) -> usize {
        0
    }

    fn describe(_: &mut Outline<'_>) {}
}

/// `rest: a b` → `(_, a, (_, b, rest))`.
macro_rules! pattern {
    ($rest:tt:) => { $rest };
    ($rest:tt: $first:ident $($others:ident)*) => { (_, $first, pattern!($rest: $($others)*)) };
}

/// `rest: 0 1` → the slots of the first two arguments, each behind its number, and `rest`.
macro_rules! slots {
    ($rest:tt:) => { $rest };
    ($rest:tt: $first:tt $($others:tt)*) => {
        (Number::<C, M, $first>(PhantomData), slot::<C, M, $first>(), slots!($rest: $($others)*))
    };
}

fn slot<C: Argument<M, A>, const M: usize, const A: usize>() -> impl Draft<C::Type> {
    C::Type::empty(Place(const { &["request", C::NAME] }))
}

/// The number of an argument.
struct Number<C, const M: usize, const A: usize>(PhantomData<fn() -> C>);

impl<C: Argument<M, A>, const M: usize, const A: usize> Tagged for Number<C, M, A> {
    const TAG: u32 = C::TAG;
}

macro_rules! arguments {
    ($count:literal: $($slot:ident $at:tt)+) => {
        impl<C: $(Argument<M, $at> +)+ Send + Sync + 'static, const M: usize> Arguments<M, $count> for C {
            type Values = ($(<C as Argument<M, $at>>::Type,)+);

            fn assemble(source: impl Source, rest: &mut impl Slots) -> Result<Self::Values, DecodeError> {
                let mut slots = slots!(rest: $($at)+);
                source.fill(&mut slots)?;
                let pattern!(_: $($slot)+) = slots;
                Ok(($($slot.take()?,)+))
            }

            fn encode(values: &Self::Values, buf: &mut impl BufMut) {
                $(values.$at.encode(<C as Argument<M, $at>>::TAG, buf);)+
            }

            fn encoded_len(values: &Self::Values) -> usize {
                [$(values.$at.encoded_len(<C as Argument<M, $at>>::TAG)),+].into_iter().sum()
            }

            fn describe(message: &mut Outline<'_>) {
                $(message.argument::<C, M, $at>();)+
            }
        }
    };
}

arguments!(1: a 0);
arguments!(2: a 0 b 1);
arguments!(3: a 0 b 1 c 2);
arguments!(4: a 0 b 1 c 2 d 3);
arguments!(5: a 0 b 1 c 2 d 3 e 4);
arguments!(6: a 0 b 1 c 2 d 3 e 4 f 5);
arguments!(7: a 0 b 1 c 2 d 3 e 4 f 5 g 6);
arguments!(8: a 0 b 1 c 2 d 3 e 4 f 5 g 6 h 7);
arguments!(9: a 0 b 1 c 2 d 3 e 4 f 5 g 6 h 7 i 8);
arguments!(10: a 0 b 1 c 2 d 3 e 4 f 5 g 6 h 7 i 8 j 9);
arguments!(11: a 0 b 1 c 2 d 3 e 4 f 5 g 6 h 7 i 8 j 9 k 10);
arguments!(12: a 0 b 1 c 2 d 3 e 4 f 5 g 6 h 7 i 8 j 9 k 10 l 11);
