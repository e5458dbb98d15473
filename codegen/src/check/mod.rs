//! Rules across nodes: names used twice, requests too long.

use std::collections::HashMap;

use syn::Ident;

use crate::errors::Errors;
use crate::model::{Choice, Data, Enumeration, Message, Method, Number, Service, Shape};
use crate::names;

/// Judges a service.
pub(crate) fn service(service: &Service, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for method in &service.methods {
        if let Some(first) = seen.insert(&method.name, method) {
            let (name, ident) = (&method.name, &first.ident);
            errors.push_at(
                method.name_span,
                format_args!("`{ident}` is `{name}` on the wire too; write `#[rpc(name = \"…\")]` above one of them"),
            );
        }
        arguments(method, errors);
    }
}

/// Judges a message.
pub(crate) fn message(message: &Message, errors: &mut Errors) {
    match &message.shape {
        Shape::Struct(fields) => distinct(fields.iter().map(|field| (&field.ident, &field.name)), errors),
        Shape::Choice(choice) => variants(choice, errors),
        Shape::Enumeration(values) => enumeration(&message.ident, values, errors),
    }
}

fn variants(choice: &Choice, errors: &mut Errors) {
    distinct(choice.variants.iter().map(|variant| (&variant.ident, &variant.name)), errors);
    for variant in &choice.variants {
        if let Data::Struct(fields) = &variant.data {
            distinct(fields.iter().map(|field| (&field.ident, &field.name)), errors);
        }
    }
}

fn enumeration(ident: &Ident, enumeration: &Enumeration, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for Number { ident, name, .. } in &enumeration.variants {
        if let Some(first) = seen.insert(name, ident) {
            errors.push(ident, format_args!("`{first}` and `{ident}` have the same name in protobuf, `{name}`"));
        }
    }
    let has_zero = enumeration.variants.iter().any(|variant| variant.number == 0);
    if !has_zero && !enumeration.variants.is_empty() {
        errors
            .push(ident, "a field that is not sent reads as 0, so an enum has a variant for it: add `Unspecified = 0`");
    }
}

fn arguments(method: &Method, errors: &mut Errors) {
    distinct(method.arguments.iter().map(|it| (&it.ident, &it.name)), errors);
    if let Some(extra) = method.arguments.get(MOST_ARGUMENTS) {
        errors.push(&extra.ident, format_args!("a call has at most {MOST_ARGUMENTS} arguments; put them in a message"));
    }
}

/// Reports names that become one in protobuf's JSON.
fn distinct<'a>(fields: impl Iterator<Item = (&'a Ident, &'a String)>, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for (ident, name) in fields {
        if let Some(first) = seen.insert(names::json(name), ident) {
            errors.push(ident, format_args!("`{first}` and `{ident}` have the same name in protobuf's JSON"));
        }
    }
}

/// What the runtime has tuples for.
const MOST_ARGUMENTS: usize = 12;
