//! `#[derive(Message)] enum State { Idle, Active }` → [`Enumeration`].

use syn::{DataEnum, Fields, Ident, Type, Variant};

use crate::errors::Errors;
use crate::model::{Enumeration, Number};
use crate::names;
use crate::parse::message::{Mark, is_marked};
use crate::parse::note::note;
use crate::parse::tags::{self, literal};

/// Reads an enum whose variants are numbers.
pub(crate) fn enumeration(data: &DataEnum, errors: &mut Errors) -> Enumeration {
    let mut read = Enumeration::default();
    let mut next = Some(0);
    for variant in &data.variants {
        tags::none(
            &variant.attrs,
            "field",
            "a variant without data has a number of its own: write `Active = 3`",
            errors,
        );
        tags::none(&variant.attrs, "reserved", "it is the enum that reserves", errors);
        if is_marked(variant, Mark::Other, errors) {
            read.other = other(read.other, variant, errors);
            continue;
        }
        let number = number(variant, next, errors);
        next = number.and_then(|number| number.checked_add(1));
        read.variants.extend(number.and_then(|number| name(variant, number, errors)));
    }
    if data.variants.is_empty() {
        errors.push(data.enum_token, "an enum of no variants has no value that could travel");
    }
    read
}

fn other(first: Option<Ident>, variant: &Variant, errors: &mut Errors) -> Option<Ident> {
    let ident = &variant.ident;
    if let Some(first) = &first {
        errors.push(ident, format_args!("`{first}` already keeps the numbers that are not known"));
    }
    let holds_number = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => is_i32(&fields.unnamed[0].ty),
        _ => false,
    };
    if !holds_number {
        errors.push(variant, format_args!("it keeps a number that is not known: write `{ident}(i32)`"));
    }
    first.or_else(|| Some(ident.clone()))
}

/// An alias of `i32` would do as well, but there is no need for one.
fn is_i32(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("i32"))
}

/// Counts as Rust does: on from the variant before.
fn number(variant: &Variant, next: Option<i32>, errors: &mut Errors) -> Option<i32> {
    let number = match &variant.discriminant {
        Some((_, discriminant)) => literal(discriminant),
        None => next,
    };
    if number.is_none() {
        let message = "the number is part of the protocol: write it out, as an `i32`";
        match &variant.discriminant {
            Some((_, discriminant)) => errors.push(discriminant, message),
            None => errors.push(&variant.ident, message),
        }
    }
    number
}

fn name(variant: &Variant, number: i32, errors: &mut Errors) -> Option<Number> {
    let ident = variant.ident.clone();
    let name = names::plain(&ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&ident, "protobuf names are ASCII");
        return None;
    }
    let name = names::snake(&name).to_ascii_uppercase();
    Some(Number { ident, name, number, note: note(&variant.attrs) })
}
