//! `#[derive(Message)] struct Entry { … }` → [`Message`].

use proc_macro2::{Span, TokenStream};
use syn::{
    Attribute, Data, DataStruct, DeriveInput, Fields, GenericParam, Generics, Ident, Path, Variant, parse_quote,
};

use crate::errors::Errors;
use crate::model::{Field, Message, Shape};
use crate::parse::note::note;
use crate::parse::tags::Tags;
use crate::parse::{choice, enumeration, krate, tags, transparent, types};
use crate::{attr, names};

/// Reads a type that is to be a message or an enum of protobuf's.
pub(crate) fn message(input: &DeriveInput, errors: &mut Errors) -> Message {
    let name = names::plain(&input.ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&input.ident, "protobuf names are ASCII");
    }
    tags::none(&input.attrs, "field", "it is a field that has a number", errors);
    let tokens =
        options(&input.attrs, "#[message(crate = path)]` or `#[message(transparent)]", errors).unwrap_or_default();
    let [path, transparent] = attr::options(tokens, ["crate", "transparent"], errors);
    let shape = match attr::flag(transparent.as_ref(), errors) {
        true => transparent::transparent(input, errors),
        false => shape(&input.data, errors),
    };
    let krate = krate(path.as_ref(), errors);
    Message {
        generics: generics(&input.generics, &krate, errors),
        krate,
        ident: quiet(input),
        name,
        shape,
        reserved: tags::reserved(&input.attrs, errors),
        note: note(&input.attrs),
    }
}

/// The name of the type. One that is deprecated stands nowhere in the source: naming it there warns.
pub(crate) fn quiet(input: &DeriveInput) -> Ident {
    let mut ident = input.ident.clone();
    if note(&input.attrs).deprecated {
        ident.set_span(Span::call_site());
    }
    ident
}

/// Bounds each type to be an element, which is what a list, an option or a field of it asks for.
fn generics(generics: &Generics, krate: &Path, errors: &mut Errors) -> Generics {
    let mut generics = generics.clone();
    for param in &mut generics.params {
        match param {
            GenericParam::Type(param) => param.bounds.push(parse_quote!(#krate::__private::Element)),
            GenericParam::Lifetime(param) => errors.push(param, "a message has no lifetimes: its values are owned"),
            GenericParam::Const(param) => {
                errors.push(param, "a message can be generic over types only: protobuf has no constants");
            }
        }
    }
    generics
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

/// Reads `#[message(other)]` and `#[message(default)]` above a variant; `allowed` is the one that may stand there.
pub(crate) fn is_marked(variant: &Variant, allowed: Mark, errors: &mut Errors) -> bool {
    let Some(tokens) = options(&variant.attrs, allowed.form(), errors) else {
        return false;
    };
    let [other, default] = attr::options(tokens, ["other", "default"], errors);
    let (ours, theirs, message) = match allowed {
        Mark::Other => (other, default, "the default of an enum without data is its variant 0"),
        Mark::Default => (default, other, "a variant that is not known has data that nobody could read here"),
    };
    if let Some(theirs) = theirs {
        errors.push(theirs, message);
    }
    attr::flag(ours.as_ref(), errors)
}

/// What a variant may be marked as.
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    Other,
    Default,
}

impl Mark {
    fn form(self) -> &'static str {
        match self {
            Self::Other => "#[message(other)]",
            Self::Default => "#[message(default)]",
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
        Data::Enum(data) if choice::has_data(data) => Shape::Choice(choice::choice(data, errors)),
        Data::Enum(data) => Shape::Enumeration(enumeration::enumeration(data, errors)),
        Data::Union(data) => {
            errors.push(data.union_token, "a message is a struct; a union does not say what it holds");
            Shape::Struct(Vec::new())
        }
    }
}

/// Reads the fields of a struct, or of a variant.
pub(crate) fn fields(fields: &Fields, errors: &mut Errors) -> Vec<Field> {
    let mut tags = Tags::default();
    fields.iter().filter_map(|it| field(&mut tags, it, errors)).collect()
}

fn field(tags: &mut Tags, field: &syn::Field, errors: &mut Errors) -> Option<Field> {
    for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("message")) {
        errors.push(attribute, "fields have no options");
    }
    tags::none(&field.attrs, "reserved", "it is the struct, or the enum, that reserves", errors);
    types::owned_field(&field.ty, errors);
    let ident = field.ident.clone()?;
    let name = names::plain(&ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&ident, "protobuf names are ASCII");
    }
    let tag = tags.next(&field.attrs, ident.span(), errors);
    Some(Field { ident, name, tag, ty: field.ty.clone(), note: note(&field.attrs) })
}
