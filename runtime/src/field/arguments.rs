//! The arguments of a call, which are the fields of its request.

use std::fmt;

use bytes::{Buf, BufMut};
use prost::DecodeError;
use prost::encoding::{DecodeContext, WireType, skip_field};

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
    fn absent() -> Self {
        Self(())
    }

    fn encode(&self, _: &mut impl BufMut) {}

    fn encoded_len(&self) -> usize {
        0
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire: WireType,
        buf: &mut impl Buf,
        context: DecodeContext,
    ) -> Result<(), DecodeError> {
        skip_field(wire, tag, buf, context)
    }

    fn describe(_: &mut Outline<'_>) {}
}

macro_rules! arguments {
    ($count:literal: $($at:tt)+) => {
        impl<C: $(Argument<M, $at> +)+ 'static, const M: usize> Arguments<M, $count> for C {
            type Values = ($(<C as Argument<M, $at>>::Type,)+);
        }

        impl<C: $(Argument<M, $at> +)+ 'static, const M: usize> Payload for Request<C, M, $count> {
            fn absent() -> Self {
                Self(($(<C as Argument<M, $at>>::Type::absent(),)+))
            }

            fn encode(&self, buf: &mut impl BufMut) {
                $(self.0.$at.encode(<C as Argument<M, $at>>::TAG, buf);)+
            }

            fn encoded_len(&self) -> usize {
                [$(self.0.$at.encoded_len(<C as Argument<M, $at>>::TAG)),+].into_iter().sum()
            }

            fn merge_field(
                &mut self,
                tag: u32,
                wire: WireType,
                buf: &mut impl Buf,
                context: DecodeContext,
            ) -> Result<(), DecodeError> {
                $(if tag == <C as Argument<M, $at>>::TAG {
                    return self.0.$at.merge(wire, buf, context);
                })+
                skip_field(wire, tag, buf, context)
            }

            fn describe(message: &mut Outline<'_>) {
                $(message.argument::<C, M, $at>();)+
            }
        }
    };
}

arguments!(1: 0);
arguments!(2: 0 1);
arguments!(3: 0 1 2);
arguments!(4: 0 1 2 3);
arguments!(5: 0 1 2 3 4);
arguments!(6: 0 1 2 3 4 5);
arguments!(7: 0 1 2 3 4 5 6);
arguments!(8: 0 1 2 3 4 5 6 7);
arguments!(9: 0 1 2 3 4 5 6 7 8);
arguments!(10: 0 1 2 3 4 5 6 7 8 9);
arguments!(11: 0 1 2 3 4 5 6 7 8 9 10);
arguments!(12: 0 1 2 3 4 5 6 7 8 9 10 11);
