//! The numbers of fields: none twice, none that protobuf or the user has set aside.

use std::collections::HashMap;

use syn::Ident;

use crate::errors::Errors;
use crate::model::{Reserved, Tag};

/// A field, as far as its number is concerned.
#[derive(Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) ident: &'a Ident,
    pub(super) name: &'a str,
    pub(super) tag: Tag,
}

/// Judges the numbers of a message's fields, and what is reserved.
pub(super) fn tags(fields: &[Numbered<'_>], reserved: &Reserved, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for field in fields {
        let Numbered { ident, tag, .. } = field;
        let number = tag.number;
        if let Some(first) = seen.insert(number, field) {
            let message =
                format!("`{}` and `{ident}` have the same field number, {number}; write `#[field(n)]`", first.ident);
            errors.push_at(tag.span, &message);
            errors.push_at(first.tag.span, message);
        }
        if let Some(reason) = unusable(number) {
            errors.push_at(tag.span, format_args!("`{ident}` cannot have the field number {number}: {reason}"));
        }
        against(field, reserved, errors);
    }
    for (range, span) in &reserved.numbers {
        if *range.start() < 1 || *range.end() > HIGHEST {
            errors.push_at(*span, format_args!("field numbers are from 1 to {HIGHEST}; leave this out"));
        }
    }
    once(reserved, errors);
}

fn unusable(number: u32) -> Option<&'static str> {
    match number {
        0 => Some("write one from 1"),
        19_000..=19_999 => Some("protobuf keeps 19000 to 19999 for itself; write another one"),
        number if number > HIGHEST.unsigned_abs() => Some("write one up to 536870911"),
        _ => None,
    }
}

fn against(field: &Numbered<'_>, reserved: &Reserved, errors: &mut Errors) {
    let Numbered { ident, name, tag } = field;
    let number = i32::try_from(tag.number).unwrap_or(i32::MAX);
    for (_, span) in reserved.numbers.iter().filter(|(range, _)| range.contains(&number)) {
        let message = format!("`{ident}` has the field number {number}, which is reserved");
        errors.push_at(tag.span, format_args!("{message}; write another one, as `#[field(n)]`"));
        errors.push_at(*span, message);
    }
    for taken in reserved.names.iter().filter(|taken| taken.value() == **name) {
        let message = format!("`{ident}` has the name `{name}`, which is reserved");
        errors.push(ident, format_args!("{message}; write another one"));
        errors.push(taken, message);
    }
}

/// Reports what is reserved twice.
pub(super) fn once(reserved: &Reserved, errors: &mut Errors) {
    for (at, (range, span)) in reserved.numbers.iter().enumerate() {
        let overlaps = |(first, _): &(_, _)| overlap(first, range);
        if reserved.numbers[..at].iter().any(overlaps) {
            errors.push_at(*span, "this is reserved already; leave it out");
        }
    }
    for (at, name) in reserved.names.iter().enumerate() {
        if reserved.names[..at].iter().any(|first| first.value() == name.value()) {
            errors.push(name, "this is reserved already; leave it out");
        }
    }
}

fn overlap(left: &std::ops::RangeInclusive<i32>, right: &std::ops::RangeInclusive<i32>) -> bool {
    left.start() <= right.end() && right.start() <= left.end()
}

/// What fits into a key.
const HIGHEST: i32 = 536_870_911;
