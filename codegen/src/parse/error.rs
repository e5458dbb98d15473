//! `#[derive(Error)] enum KvError { #[error("no key `{key}`", code = NotFound)] NotFound { key: String }, … }` →
//! [`Failure`].

use syn::{Data, DataEnum, DeriveInput, Fields, Generics, Ident, LitStr, Meta, Variant};

use crate::errors::Errors;
use crate::model::{Choice, Failure, Kind, Message, Shape};
use crate::parse::tags::Tags;
use crate::parse::{choice, krate, message, note, service, tags};
use crate::{attr, names};

/// Reads an enum that is to be the error of calls.
pub(crate) fn error(input: &DeriveInput, errors: &mut Errors) -> Failure {
    service::generics(&input.generics, "an error", errors);
    let name = names::plain(&input.ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&input.ident, "protobuf names are ASCII");
    }
    tags::none(&input.attrs, "field", "it is a variant that has a number", errors);
    let options = input.attrs.iter().find(|attribute| attribute.path().is_ident("error"));
    let options = options.and_then(|attribute| attribute.meta.require_list().ok()).map(|list| list.tokens.clone());
    let [path] = attr::options(options.unwrap_or_default(), ["crate"], errors);
    let mut failure = Failure {
        message: Message {
            krate: krate(path.as_ref(), errors),
            ident: message::quiet(input),
            generics: Generics::default(),
            name,
            note: note::note(&input.attrs),
            shape: Shape::Struct(Vec::new()),
            reserved: tags::reserved(&input.attrs, errors),
        },
        kinds: Vec::new(),
        call: None,
    };
    match &input.data {
        Data::Enum(data) => variants(data, &mut failure, errors),
        _ => errors.push(&input.ident, "an error is an enum: one of its variants holds a lost call"),
    }
    if failure.call.is_none() && errors.is_empty() {
        errors.push(&input.ident, "a call can be lost on its way: add a variant `#[error(call)] Call(CallError)`");
    }
    failure
}

fn variants(data: &DataEnum, failure: &mut Failure, errors: &mut Errors) {
    let mut travelling = Choice { is_partial: true, ..Choice::default() };
    let mut tags = Tags::default();
    for variant in &data.variants {
        if let Some((_, number)) = &variant.discriminant {
            errors.push(number, "a variant of an error is known by its field number, not by a discriminant");
        }
        let (text, code, is_call) = said(variant, errors);
        if is_call {
            call(variant, failure, errors);
            continue;
        }
        let tag = tags.next(&variant.attrs, variant.ident.span(), errors);
        travelling.variants.extend(choice::variant(tag, variant, errors));
        let members = variant.fields.members().collect();
        failure.kinds.push(Kind { ident: variant.ident.clone(), members, text, code });
    }
    failure.message.shape = Shape::Choice(travelling);
}

/// Reads `#[error("text", code = NotFound)]` or `#[error(call)]` above a variant.
fn said(variant: &Variant, errors: &mut Errors) -> (LitStr, Ident, bool) {
    let span = variant.ident.span();
    let nothing = || LitStr::new("", span);
    let unknown = || Ident::new("Unknown", span);
    let Some(attribute) = variant.attrs.iter().find(|attribute| attribute.path().is_ident("error")) else {
        errors.push(&variant.ident, "say what it tells people: write `#[error(\"…\", code = NotFound)]` above it");
        return (nothing(), unknown(), false);
    };
    let Ok(list) = attribute.meta.require_list() else {
        errors.push(attribute, "write `#[error(\"…\", code = NotFound)]` or `#[error(call)]`");
        return (nothing(), unknown(), false);
    };
    let (text, [code, call]) = attr::text_and_options(list.tokens.clone(), ["code", "call"], errors);
    let is_call = attr::flag(call.as_ref(), errors);
    if is_call && (text.is_some() || code.is_some()) {
        errors.push(attribute, "a lost call speaks for itself: write `#[error(call)]` alone");
    }
    if !is_call && text.is_none() && errors.is_empty() {
        errors.push(attribute, "say what it tells people: write `#[error(\"…\", code = NotFound)]`");
    }
    let code = code.and_then(|option| self::code(&option, errors)).unwrap_or_else(unknown);
    (text.unwrap_or_else(nothing), code, is_call)
}

fn code(option: &Meta, errors: &mut Errors) -> Option<Ident> {
    let path = attr::path(option, errors)?;
    let last = path.segments.last().map(|segment| segment.ident.clone())?;
    if !CODES.contains(&last.to_string().as_str()) {
        errors.push(&path, attr::unknown_of("code", &last.to_string(), &CODES));
        return None;
    }
    Some(last)
}

fn call(variant: &Variant, failure: &mut Failure, errors: &mut Errors) {
    if let Some((first, _)) = &failure.call {
        errors.push(&variant.ident, format_args!("`{first}` holds the lost call already"));
    }
    let value = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    };
    let Some(value) = value else {
        let ident = &variant.ident;
        return errors.push(ident, format_args!("a lost call is one value: write `{ident}(CallError)`"));
    };
    failure.call = Some((variant.ident.clone(), value.ty.clone()));
}

/// gRPC's codes of failure.
const CODES: [&str; 16] = [
    "Cancelled",
    "Unknown",
    "InvalidArgument",
    "DeadlineExceeded",
    "NotFound",
    "AlreadyExists",
    "PermissionDenied",
    "ResourceExhausted",
    "FailedPrecondition",
    "Aborted",
    "OutOfRange",
    "Unimplemented",
    "Internal",
    "Unavailable",
    "DataLoss",
    "Unauthenticated",
];
