//! Fields while they are read: lists of slots, as the runtime takes them.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Ident, Path};

use crate::model::Field;

/// The local variable of a field; the field's own name could be that of a constant.
pub(crate) fn local(field: &Field) -> Ident {
    format_ident!("field_{}", field.tag)
}

/// Reads `value` of `fields`, which are a struct's or a variant's, from `source`: a `Result`.
///
/// ```text
/// let mut slots = (Slot::<String>::new(1, "Entry", "key"), ());
/// source.fill(&mut slots)?;
/// let (field_1, ()) = slots;
/// Ok(Entry { key: field_1.take()? })
/// ```
pub(crate) fn assembled(
    krate: &Path,
    message: &str,
    fields: &[Field],
    source: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let slots = fields.iter().rev().fold(quote!(()), |rest, field| {
        let (Field { name, ty, .. }, tag) = (field, Literal::u32_unsuffixed(field.tag));
        quote!((#krate::__private::Slot::<#ty>::new(#tag, #message, #name), #rest))
    });
    let locals = fields.iter().rev().fold(quote!(()), |rest, field| {
        let local = local(field);
        quote!((#local, #rest))
    });
    let taken = fields.iter().map(|field| {
        let (ident, local) = (&field.ident, local(field));
        quote!(#ident: #local.take()?)
    });
    quote! {
        let mut slots = #slots;
        #krate::__private::Source::fill(#source, &mut slots)?;
        let #locals = slots;
        ::core::result::Result::Ok(#value { #(#taken),* })
    }
}

/// Adds `fields` to the description of `message`.
pub(crate) fn described(krate: &Path, fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (Field { name, ty, .. }, tag) = (field, Literal::u32_unsuffixed(field.tag));
        quote!(<#ty as #krate::__private::Field>::describe(message, #name, #tag);)
    });
    quote!(#(#fields)*)
}

/// The slots of fields that have values, each by the name that `value` gives it.
pub(crate) fn filled<V: ToTokens>(
    krate: &Path,
    message: &str,
    fields: &[Field],
    value: impl Fn(&Field) -> V,
) -> TokenStream {
    fields.iter().rev().fold(quote!(()), |rest, field| {
        let (name, value, tag) = (&field.name, value(field), Literal::u32_unsuffixed(field.tag));
        quote!((#krate::__private::Filled::new(#value, #tag, #message, #name), #rest))
    })
}
