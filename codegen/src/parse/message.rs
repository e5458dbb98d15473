//! `#[derive(Message)] struct Entry { … }` → [`Message`].

use proc_macro2::TokenStream;
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields};

use crate::errors::Errors;
use crate::model::{Field, Message, Shape};
use crate::parse::{enumeration, krate, service, types};
use crate::{attr, names};

/// Reads a type that is to be a message or an enum of protobuf's.
pub(crate) fn message(input: &DeriveInput, errors: &mut Errors) -> Message {
    service::generics(&input.generics, "a message", errors);
    let name = names::plain(&input.ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&input.ident, "protobuf names are ASCII");
    }
    let tokens = options(&input.attrs, "#[message(crate = path)]", errors).unwrap_or_default();
    let [path] = attr::options(tokens, ["crate"], errors);
    Message { krate: krate(path.as_ref(), errors), ident: input.ident.clone(), name, shape: shape(&input.data, errors) }
}

/// Finds what stands inside `#[message(…)]`; `form` is what to write where there is nothing.
pub(crate) fn options(attributes: &[Attribute], form: &str, errors: &mut Errors) -> Option<TokenStream> {
    let mut ours = attributes.iter().filter(|attribute| attribute.path().is_ident("message"));
    let first = ours.next()?;
    for second in ours {
        errors.push(second, "`#[message(…)]` is given twice");
    }
    match first.meta.require_list() {
        Ok(list) => Some(list.tokens.clone()),
        Err(_) => {
            errors.push(first, format_args!("write `{form}`"));
            None
        }
    }
}

fn shape(data: &Data, errors: &mut Errors) -> Shape {
    match data {
        Data::Struct(DataStruct { fields: Fields::Unnamed(fields), .. }) => {
            errors.push(fields, "the fields of a message have names: write `struct Entry { key: String }`");
            Shape::Struct(Vec::new())
        }
        Data::Struct(data) => Shape::Struct(fields(&data.fields, errors)),
        Data::Enum(data) => Shape::Enumeration(enumeration::enumeration(data, errors)),
        Data::Union(data) => {
            errors.push(data.union_token, "a message is a struct; a union does not say what it holds");
            Shape::Struct(Vec::new())
        }
    }
}

fn fields(fields: &Fields, errors: &mut Errors) -> Vec<Field> {
    (1..).zip(fields).filter_map(|(tag, it)| field(tag, it, errors)).collect()
}

fn field(tag: u32, field: &syn::Field, errors: &mut Errors) -> Option<Field> {
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("message")) {
        errors.push(attribute, "fields have no options");
    }
    types::owned(&field.ty, errors);
    let ident = field.ident.clone()?;
    let name = names::plain(&ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&ident, "protobuf names are ASCII");
    }
    Some(Field { ident, name, tag, ty: field.ty.clone() })
}
