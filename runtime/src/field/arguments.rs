//! The arguments of a call, which are the fields of its request.

use std::fmt;
use std::marker::PhantomData;

use bytes::BufMut;
use prost::DecodeError;

use super::slot::{Draft, Place, Source, Tagged};
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
pub trait Arguments<const M: usize, const COUNT: usize>: 'static {
    /// The arguments, as a tuple.
    type Values: Send + Sync + 'static;
}

/// A request: the arguments of one call.
pub struct Request<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize>(pub C::Values);

impl<C: Arguments<M, COUNT>, const M: usize, const COUNT: usize> fmt::Debug for Request<C, M, COUNT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

impl<C: 'static, const M: usize> Arguments<M, 0> for C {
    type Values = ();
}

impl<C: 'static, const M: usize> Payload for Request<C, M, 0> {
    fn assemble(source: impl Source) -> Result<Self, DecodeError> {
        source.fill(&mut ()).map(Self)
    }

    fn encode(&self, _: &mut impl BufMut) {}

    fn encoded_len(&self) -> usize {
        0
    }

    fn describe(_: &mut Outline<'_>) {}
}

/// `a b` → `(_, a, (_, b, ()))`.
macro_rules! pattern {
    () => { () };
    ($first:ident $($rest:ident)*) => { (_, $first, pattern!($($rest)*)) };
}

/// `0 1` → the slots of the first two arguments, each behind its number.
macro_rules! slots {
    () => { () };
    ($first:tt $($rest:tt)*) => { (Number::<C, M, $first>(PhantomData), slot::<C, M, $first>(), slots!($($rest)*)) };
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
        impl<C: $(Argument<M, $at> +)+ 'static, const M: usize> Arguments<M, $count> for C {
            type Values = ($(<C as Argument<M, $at>>::Type,)+);
        }

        impl<C: $(Argument<M, $at> +)+ 'static, const M: usize> Payload for Request<C, M, $count> {
            fn assemble(source: impl Source) -> Result<Self, DecodeError> {
                let mut slots = slots!($($at)+);
                source.fill(&mut slots)?;
                let pattern!($($slot)+) = slots;
                Ok(Self(($($slot.take()?,)+)))
            }

            fn encode(&self, buf: &mut impl BufMut) {
                $(self.0.$at.encode(<C as Argument<M, $at>>::TAG, buf);)+
            }

            fn encoded_len(&self) -> usize {
                [$(self.0.$at.encoded_len(<C as Argument<M, $at>>::TAG)),+].into_iter().sum()
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
