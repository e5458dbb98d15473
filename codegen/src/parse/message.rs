//! `#[derive(Message)] struct Entry { … }` → [`Message`].

use syn::{Attribute, Data, DataStruct, DeriveInput, Fields};

use crate::errors::Errors;
use crate::model::{Field, Message};
use crate::parse::{krate, service, types};
use crate::{attr, names};

/// Reads a struct that is to be a message.
pub(crate) fn message(input: &DeriveInput, errors: &mut Errors) -> Message {
    service::generics(&input.generics, "a message", errors);
    let name = names::plain(&input.ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&input.ident, "protobuf names are ASCII");
    }
    Message {
        krate: options(&input.attrs, errors),
        ident: input.ident.clone(),
        name,
        fields: fields(&input.data, errors),
    }
}

fn options(attributes: &[Attribute], errors: &mut Errors) -> syn::Path {
    let mut ours = attributes.iter().filter(|attribute| attribute.path().is_ident("message"));
    let first = ours.next();
    for second in ours {
        errors.push(second, "`#[message(…)]` is given twice");
    }
    let Some(first) = first else {
        return krate(None, errors);
    };
    let Ok(list) = first.meta.require_list() else {
        errors.push(first, "write `#[message(crate = path)]`");
        return krate(None, errors);
    };
    let [path] = attr::options(list.tokens.clone(), ["crate"], errors);
    krate(path.as_ref(), errors)
}

fn fields(data: &Data, errors: &mut Errors) -> Vec<Field> {
    match data {
        Data::Struct(DataStruct { fields: Fields::Unnamed(fields), .. }) => {
            errors.push(fields, "the fields of a message have names: write `struct Entry { key: String }`");
            Vec::new()
        }
        Data::Struct(data) => (1..).zip(&data.fields).filter_map(|(tag, it)| field(tag, it, errors)).collect(),
        Data::Enum(data) => {
            errors.push(data.enum_token, "a message is a struct; enums are not supported");
            Vec::new()
        }
        Data::Union(data) => {
            errors.push(data.union_token, "a message is a struct; a union does not say what it holds");
            Vec::new()
        }
    }
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
