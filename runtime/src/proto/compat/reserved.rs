//! Numbers and names that are set aside, and what is missing of them.

use std::fmt;

use prost_types::{DescriptorProto, EnumDescriptorProto};

use crate::proto::ranges::{self, Range};

/// What is set aside, or what should be. It shows as it stands inside `#[reserved(…)]`.
pub(super) struct Reserved {
    ranges: Vec<Range>,
    names: Vec<String>,
}

impl Reserved {
    /// One field, or one value.
    pub(super) fn of(number: i32, name: &str) -> Self {
        Self { ranges: vec![Range { first: number, last: number }], names: vec![name.to_owned()] }
    }

    /// What a message sets aside.
    pub(super) fn of_message(message: &DescriptorProto) -> Self {
        Self { ranges: ranges::of_message(message), names: message.reserved_name.clone() }
    }

    /// What an enum sets aside; `short` makes of a value's name what a trait calls it.
    pub(super) fn of_enum(enumeration: &EnumDescriptorProto, short: impl Fn(&str) -> String) -> Self {
        let names = enumeration.reserved_name.iter().map(|name| short(name));
        Self { ranges: ranges::of_enum(enumeration), names: names.collect() }
    }

    /// What of `wanted` is not set aside here.
    pub(super) fn lacks(&self, wanted: &Self) -> Option<String> {
        let ranges = wanted.ranges.iter().copied().filter(|range| !range.is_within(&self.ranges)).collect::<Vec<_>>();
        let names = wanted.names.iter().filter(|name| !self.names.contains(name)).cloned().collect::<Vec<_>>();
        let lack = Self { ranges, names };
        (!lack.ranges.is_empty() || !lack.names.is_empty()).then(|| lack.to_string())
    }
}

impl fmt::Display for Reserved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges = self.ranges.iter().map(ToString::to_string);
        let names = self.names.iter().map(|name| format!("\"{name}\""));
        f.write_str(&ranges.chain(names).collect::<Vec<_>>().join(", "))
    }
}
