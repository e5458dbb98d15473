//! `reserved 2, 5 to 7;` and `reserved "old";`.

use prost_types::{DescriptorProto, EnumDescriptorProto};

use super::page::Page;
use crate::proto::ranges::{HIGHEST_TAG, Range, of_enum as enum_ranges, of_message as message_ranges};

/// Prints what a message sets aside.
pub(super) fn of_message(page: &mut Page, message: &DescriptorProto) {
    reserved(page, &message_ranges(message), HIGHEST_TAG);
    names(page, &message.reserved_name);
}

/// Prints what an enum sets aside.
pub(super) fn of_enum(page: &mut Page, enumeration: &EnumDescriptorProto) {
    reserved(page, &enum_ranges(enumeration), i32::MAX);
    names(page, &enumeration.reserved_name);
}

fn reserved(page: &mut Page, ranges: &[Range], highest: i32) {
    let ranges: Vec<String> = ranges.iter().map(|range| self::range(*range, highest)).collect();
    if !ranges.is_empty() {
        page.line(&format!("reserved {};", ranges.join(", ")));
    }
}

fn range(range: Range, highest: i32) -> String {
    let Range { first, last } = range;
    match last {
        _ if first == last => first.to_string(),
        _ if last == highest => format!("{first} to max"),
        _ => format!("{first} to {last}"),
    }
}

fn names(page: &mut Page, names: &[String]) {
    let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    if !names.is_empty() {
        page.line(&format!("reserved {};", names.join(", ")));
    }
}
