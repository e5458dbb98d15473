//! Rules across nodes: names used twice, requests too long.

mod tags;

use std::collections::HashMap;

use crate::check::tags::Numbered;
use crate::errors::Errors;
use crate::model::{Argument, Choice, Data, Enumeration, Field, Message, Method, Number, Reserved, Service, Shape};
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
        Shape::Struct(fields) => self::fields(&numbered(fields), &message.reserved, errors),
        Shape::Choice(choice) => variants(choice, &message.reserved, errors),
        Shape::Transparent(_) => {}
        Shape::Enumeration(values) => enumeration(message, values, errors),
    }
}

fn variants(choice: &Choice, reserved: &Reserved, errors: &mut Errors) {
    let variants = choice.variants.iter().map(|it| Numbered { ident: &it.ident, name: &it.name, tag: it.tag });
    fields(&variants.collect::<Vec<_>>(), reserved, errors);
    for variant in &choice.variants {
        if let Data::Struct(fields) = &variant.data {
            self::fields(&numbered(fields), &Reserved::default(), errors);
        }
    }
}

fn numbered(fields: &[Field]) -> Vec<Numbered<'_>> {
    fields.iter().map(|it| Numbered { ident: &it.ident, name: &it.name, tag: it.tag }).collect()
}

fn fields(fields: &[Numbered<'_>], reserved: &Reserved, errors: &mut Errors) {
    distinct(fields, errors);
    tags::tags(fields, reserved, errors);
}

fn enumeration(message: &Message, enumeration: &Enumeration, errors: &mut Errors) {
    let mut seen = HashMap::new();
    for Number { ident, name, number, .. } in &enumeration.variants {
        if let Some(first) = seen.insert(name, ident) {
            errors.push(
                ident,
                format_args!("`{first}` and `{ident}` have the same name in protobuf, `{name}`; rename one"),
            );
        }
        for (_, span) in message.reserved.numbers.iter().filter(|(range, _)| range.contains(number)) {
            let message = format!("`{ident}` has the number {number}, which is reserved");
            errors.push(ident, format_args!("{message}; write another one, as `{ident} = 3`"));
            errors.push_at(*span, message);
        }
        for taken in message.reserved.names.iter().filter(|taken| taken.value() == *name) {
            let message = format!("`{ident}` has the name `{name}`, which is reserved");
            errors.push(ident, format_args!("{message}; write another one"));
            errors.push(taken, message);
        }
    }
    tags::once(&message.reserved, errors);
    let has_zero = enumeration.variants.iter().any(|variant| variant.number == 0);
    if !has_zero && !enumeration.variants.is_empty() {
        errors.push(
            &message.ident,
            "a field that is not sent reads as 0, so an enum has a variant for it: add `Unspecified = 0`",
        );
    }
}

fn arguments(method: &Method, errors: &mut Errors) {
    let streamed = method.stream.iter().map(|stream| &stream.item);
    let arguments: Vec<_> = method.arguments.iter().chain(streamed).collect();
    let numbered = arguments.iter().map(|it| Numbered { ident: &it.ident, name: &it.name, tag: it.tag });
    fields(&numbered.collect::<Vec<_>>(), &method.reserved, errors);
    if let Some(extra) = method.arguments.get(MOST_ARGUMENTS) {
        errors.push(&extra.ident, format_args!("a call has at most {MOST_ARGUMENTS} arguments; put them in a message"));
    }
    if let (true, Some(stream)) = (method.is_optional, &method.stream) {
        errors.push(
            &stream.ty,
            "a method with a body takes no stream, as what was sent cannot be given back to it; leave the body out",
        );
    }
    if let (true, Some(stream)) = (method.is_idempotent, &method.stream) {
        errors.push(
            &stream.ty,
            "an idempotent method takes no stream, as what was sent cannot be sent again; leave `idempotent` out",
        );
    }
    if method.is_message {
        whole_message(method, &arguments, errors);
    }
}

/// `#[rpc(message)]`: the argument is the request, so its type says all about it.
fn whole_message(method: &Method, arguments: &[&Argument], errors: &mut Errors) {
    match arguments {
        [_] => {}
        [] => errors.push(&method.ident, "`message` makes the argument the request: add one that is a message"),
        [_, second, ..] => {
            errors.push(&second.ident, "`message` makes the argument the request: put all into one message");
        }
    }
    if !method.reserved.is_empty() {
        errors.push(&method.ident, "`message` makes the argument the request: write `#[reserved(…)]` above its type");
    }
}

/// Reports names that become one in protobuf's JSON.
fn distinct(fields: &[Numbered<'_>], errors: &mut Errors) {
    let mut seen = HashMap::new();
    for Numbered { ident, name, .. } in fields {
        if let Some(first) = seen.insert(names::json(name), ident) {
            errors
                .push(ident, format_args!("`{first}` and `{ident}` have the same name in protobuf's JSON; rename one"));
        }
    }
}

/// What the runtime has tuples for.
const MOST_ARGUMENTS: usize = 12;
