//! Numbers and names that are set aside: a description keeps them from coming back as something else.

use prost_types::descriptor_proto::ReservedRange;
use prost_types::enum_descriptor_proto::EnumReservedRange;

/// What `#[reserved(…)]` says.
#[derive(Debug, Clone, Copy)]
pub struct Reserved {
    /// The first and the last of each range.
    pub numbers: &'static [(i32, i32)],
    /// The names.
    pub names: &'static [&'static str],
}

impl Reserved {
    /// Nothing is reserved.
    pub const NONE: Self = Self { numbers: &[], names: &[] };

    /// The ranges as a message has them: their end is the first number after.
    pub(super) fn of_message(&self) -> impl Iterator<Item = ReservedRange> {
        self.numbers.iter().map(|(first, last)| ReservedRange { start: Some(*first), end: Some(*last + 1) })
    }

    /// The ranges as an enum has them: their end is their last number.
    pub(super) fn of_enum(&self) -> impl Iterator<Item = EnumReservedRange> {
        self.numbers.iter().map(|(first, last)| EnumReservedRange { start: Some(*first), end: Some(*last) })
    }
}
