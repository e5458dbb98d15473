//! Numbers that are set aside. A descriptor has them in two ways; here both ends are part of a range.

use prost_types::{DescriptorProto, EnumDescriptorProto};

/// Numbers from the first to the last.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) first: i32,
    pub(super) last: i32,
}

/// The ranges of a message: a descriptor has the first number after each.
pub(super) fn of_message(message: &DescriptorProto) -> Vec<Range> {
    let ranges = message.reserved_range.iter();
    ranges.map(|range| Range { first: range.start(), last: range.end() - 1 }).collect()
}

/// The ranges of an enum: a descriptor has the last number of each.
pub(super) fn of_enum(enumeration: &EnumDescriptorProto) -> Vec<Range> {
    let ranges = enumeration.reserved_range.iter();
    ranges.map(|range| Range { first: range.start(), last: range.end() }).collect()
}

/// The highest number of a field.
pub(super) const HIGHEST_TAG: i32 = 536_870_911;
