//! `#[derive(Message)] enum Change { Put(Entry), Removed { key: String } }` → [`Choice`].

use syn::{DataEnum, Fields, FieldsUnnamed, Meta};

use crate::errors::Errors;
use crate::model::{Choice, Data, Tag, Variant};
use crate::names;
use crate::parse::message::{Mark, fields, is_marked};
use crate::parse::note::note;
use crate::parse::tags::{self, Tags};
use crate::parse::types;

/// Whether an enum has data, beside the numbers that `#[message(other)]` keeps.
pub(crate) fn has_data(data: &DataEnum) -> bool {
    data.variants.iter().any(|variant| !keeps_numbers(variant) && !matches!(variant.fields, Fields::Unit))
}

fn keeps_numbers(variant: &syn::Variant) -> bool {
    variant.attrs.iter().filter(|attribute| attribute.path().is_ident("message")).any(|attribute| {
        let mark = attribute.parse_args::<Meta>();
        mark.is_ok_and(|mark| mark.path().is_ident("other"))
    })
}

/// Reads an enum whose variants are messages.
pub(crate) fn choice(data: &DataEnum, errors: &mut Errors) -> Choice {
    let mut read = Choice::default();
    let mut tags = Tags::default();
    for variant in &data.variants {
        tags::none(
            &variant.attrs,
            "reserved",
            "it is the enum that reserves; for fields, make a struct of the variant",
            errors,
        );
        let tag = tags.next(&variant.attrs, variant.ident.span(), errors);
        if is_default(variant, errors) {
            if let Some(first) = &read.default {
                errors.push(&variant.ident, format_args!("`{first}` is the default already"));
            }
            read.default.get_or_insert_with(|| variant.ident.clone());
        }
        if let Some((_, number)) = &variant.discriminant {
            errors.push(number, "a variant of an enum with data is known by its field number, not by a discriminant");
        }
        read.variants.extend(self::variant(tag, variant, errors));
    }
    read
}

fn is_default(variant: &syn::Variant, errors: &mut Errors) -> bool {
    let is_default = is_marked(variant, Mark::Default, errors);
    if is_default && !matches!(variant.fields, Fields::Unit) {
        let ident = &variant.ident;
        errors
            .push(&variant.fields, format_args!("the default stands for nothing at all: write `{ident}` without data"));
    }
    is_default
}

/// Reads a variant that is a field of the oneof.
pub(crate) fn variant(tag: Tag, variant: &syn::Variant, errors: &mut Errors) -> Option<Variant> {
    let ident = variant.ident.clone();
    let name = names::snake(&names::plain(&ident));
    if !names::is_protobuf_ident(&name) {
        errors.push(&ident, "protobuf names are ASCII");
    }
    let data = match &variant.fields {
        Fields::Unit => Data::Unit,
        Fields::Named(_) => Data::Struct(fields(&variant.fields, errors)),
        Fields::Unnamed(FieldsUnnamed { unnamed, .. }) if unnamed.len() == 1 => {
            types::owned_field(&unnamed[0].ty, errors);
            Data::Newtype(unnamed[0].ty.clone())
        }
        Fields::Unnamed(fields) if fields.unnamed.is_empty() => {
            errors.push(fields, format_args!("it holds nothing: write `{ident}`"));
            return None;
        }
        Fields::Unnamed(fields) => {
            errors.push(fields, format_args!("protobuf's fields have names: write `{ident} {{ key: String, … }}`"));
            return None;
        }
    };
    Some(Variant { ident, name, tag, data, note: note(&variant.attrs) })
}
