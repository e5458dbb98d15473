//! Numbers that are set aside. A descriptor has them in two ways; here both ends are part of a range.

use std::fmt;

use prost_types::{DescriptorProto, EnumDescriptorProto};

/// Numbers from the first to the last.
#[derive(Clone, Copy)]
pub(super) struct Range {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Range {
    /// Whether `number` is set aside.
    pub(super) fn has(self, number: i32) -> bool {
        (self.first..=self.last).contains(&number)
    }

    /// Whether all of it is in one or several of `ranges`.
    pub(super) fn is_within(self, ranges: &[Self]) -> bool {
        let mut next = Some(self.first);
        while let Some(number) = next.filter(|number| *number <= self.last) {
            let Some(range) = ranges.iter().find(|range| range.has(number)) else { return false };
            next = range.last.checked_add(1);
        }
        true
    }
}

/// As `#[reserved(…)]` has it: `5`, `5..=7`.
impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}..={}", self.first, self.last),
        }
    }
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
