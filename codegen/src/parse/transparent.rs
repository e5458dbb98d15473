//! `#[message(transparent)] struct Key(String);` → [`Transparent`].

use syn::{Data, DeriveInput, Index, Member};

use crate::errors::Errors;
use crate::model::{Shape, Transparent};
use crate::parse::{tags, types};

/// Reads a struct of one field.
pub(crate) fn transparent(input: &DeriveInput, errors: &mut Errors) -> Shape {
    let only = match &input.data {
        Data::Struct(data) if data.fields.len() == 1 => data.fields.iter().next(),
        _ => None,
    };
    let Some(field) = only else {
        errors.push(&input.ident, "what is transparent has one field: write `struct Key(String);`");
        return Shape::Struct(Vec::new());
    };
    tags::none(
        &field.attrs,
        "field",
        "it has no number of its own: it travels as its only field; leave this out",
        errors,
    );
    tags::none(&input.attrs, "reserved", "it has no numbers of its own: it travels as its only field", errors);
    types::owned_field(&field.ty, errors);
    let member = field.ident.clone().map_or_else(|| Member::Unnamed(Index::from(0)), Member::Named);
    Shape::Transparent(Transparent { member, ty: field.ty.clone() })
}
