//! An enum with data: a message with one oneof, each variant a field of it.
//!
//! ```text
//! // from
//! enum Change { Put(Entry), Removed { key: String } }
//! // to
//! impl prost::Message for Change { … }
//! impl Message for Change { … }
//! impl Choice for Change {
//!     fn merge_tag(this: Option<&mut Self>, tag: u32, …) -> Result<Option<Self>, DecodeError> {
//!         match (tag, this) {
//!             (1, Some(Self::Put(value))) => <Entry as Element>::merge_variant(value, …).map(|()| None),
//!             (1, _) => <Entry as Element>::read_variant(…).map(Self::Put).map(Some),
//!             …
//! }
//! impl Field for Change { … }
//! impl Element for Change { … }
//! ```

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Path};

use crate::expand::message::{element, field, implement, title};
use crate::expand::slots;
use crate::model::{Choice, Data, Field, Message, Tag, Variant};

/// Makes the five impls of an enum with data.
pub(crate) fn choice(message: &Message, choice: &Choice) -> TokenStream {
    let impls = [
        implement(message, &quote!(prost::Message), &wire(message, choice)),
        implement(message, &quote!(Message), &outline(message, choice)),
        implement(message, &quote!(Choice), &variants(message, choice)),
        implement(message, &quote!(Field), &field(message)),
        implement(message, &quote!(Element), &element(message)),
    ];
    quote!(#(#impls)*)
}

/// The items of `prost::Message`.
fn wire(message: &Message, choice: &Choice) -> TokenStream {
    let krate = &message.krate;
    let encode = choice.variants.iter().map(|variant| {
        let (pattern, value, tag) = sent(variant);
        let write = match &variant.data {
            Data::Newtype(ty) => quote!(<#ty as #krate::__private::Element>::write),
            Data::Unit | Data::Struct(_) => quote!(#krate::__private::choice::encode_fields),
        };
        quote!(#pattern => #write(#value, #tag, buf))
    });
    let lens = choice.variants.iter().map(|variant| {
        let (pattern, value, tag) = sent(variant);
        let len = match &variant.data {
            Data::Newtype(ty) => quote!(<#ty as #krate::__private::Element>::written_len),
            Data::Unit | Data::Struct(_) => quote!(#krate::__private::choice::fields_len),
        };
        quote!(#pattern => #len(#value, #tag))
    });
    // What does not travel has no fields.
    let unwritten = choice.is_partial.then(|| quote!(_ => (),));
    let no_len = choice.is_partial.then(|| quote!(_ => 0,));
    quote! {
        fn encode_raw(&self, buf: &mut impl #krate::__private::BufMut) {
            match self { #(#encode,)* #unwritten }
        }

        fn merge_field(
            &mut self,
            tag: u32,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<(), #krate::__private::DecodeError> {
            #krate::__private::choice::merge_field(self, tag, wire, buf, context)
        }

        fn encoded_len(&self) -> usize {
            match self { #(#lens,)* #no_len }
        }

        fn clear(&mut self) {
            #krate::__private::message::clear(self);
        }
    }
}

/// The pattern of a variant, what of it is written, and its number.
fn sent(variant: &Variant) -> (TokenStream, TokenStream, Tag) {
    let ident = &variant.ident;
    let (pattern, value) = match &variant.data {
        Data::Unit => (quote!(Self::#ident), quote!(&())),
        Data::Newtype(_) => (quote!(Self::#ident(value)), quote!(value)),
        Data::Struct(fields) => {
            let bound = bound(fields);
            let parts = fields.iter().rev().fold(quote!(()), |rest, field| {
                let (name, tag) = (slots::local(field), field.tag);
                quote!(((#tag, #name), #rest))
            });
            (quote!(Self::#ident { #bound }), quote!(&#parts))
        }
    };
    (pattern, value, variant.tag)
}

/// `key: field_1, value: field_2`.
fn bound(fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (ident, local) = (&field.ident, slots::local(field));
        quote!(#ident: #local)
    });
    quote!(#(#fields),*)
}

/// The items of `Message`.
fn outline(message: &Message, choice: &Choice) -> TokenStream {
    let (krate, name) = (&message.krate, &message.name);
    let default = match &choice.default {
        Some(ident) => quote!(::core::option::Option::Some(Self::#ident)),
        None => quote!(::core::option::Option::None),
    };
    let title = title(message);
    let reserve = slots::reserve(krate, &message.reserved);
    let noted = slots::noted(krate, &message.note);
    let oneof = oneof(choice);
    let describe = choice.variants.iter().map(|variant| {
        let (described, note) = (described(krate, variant), slots::field_noted(krate, variant.tag, &variant.note));
        quote!(#described #note)
    });
    quote! {
        const NAME: &'static str = #name;

        #title

        fn assemble(
            source: impl #krate::__private::Source,
        ) -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            #krate::__private::choice::assemble(source, #default)
        }

        fn outline(message: &mut #krate::__private::Outline<'_>) {
            message.oneof(#oneof);
            #reserve
            #noted
            #(#describe)*
        }
    }
}

/// The oneof needs a name, and shares a scope with its fields.
fn oneof(choice: &Choice) -> String {
    let mut name = "kind".to_owned();
    while choice.variants.iter().any(|variant| variant.name == name) {
        name.push_str("_of");
    }
    name
}

fn described(krate: &Path, variant: &Variant) -> TokenStream {
    let Variant { ident, name, .. } = variant;
    let (nested, tag) = (crate::names::plain(ident), variant.tag);
    let fields = match &variant.data {
        Data::Newtype(ty) => {
            return quote!(<#ty as #krate::__private::Element>::describe_variant(message, #name, #tag););
        }
        Data::Unit => &[],
        Data::Struct(fields) => fields.as_slice(),
    };
    if fields.is_empty() {
        return quote!(message.variant_fields(#name, #nested, #tag, |_| ()););
    }
    let fields = slots::described(krate, fields);
    quote!(message.variant_fields(#name, #nested, #tag, |message| { #fields });)
}

/// The items of `Choice`.
fn variants(message: &Message, choice: &Choice) -> TokenStream {
    let krate = &message.krate;
    let arms = choice.variants.iter().map(|variant| {
        let merged = merged(krate, &message.name, variant);
        let read = read(krate, &message.name, variant);
        let tag = variant.tag;
        quote! {
            #merged
            (#tag, _) => #read,
        }
    });
    quote! {
        fn merge_tag(
            this: ::core::option::Option<&mut Self>,
            tag: u32,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<::core::option::Option<Self>, #krate::__private::DecodeError> {
            match (tag, this) {
                #(#arms)*
                _ => #krate::__private::skip_field(wire, tag, buf, context).map(|()| ::core::option::Option::None),
            }
        }
    }
}

/// The arm for a variant that was read before: protobuf merges what is one and the same field.
fn merged(krate: &Path, message: &str, variant: &Variant) -> Option<TokenStream> {
    let Variant { ident, name, .. } = variant;
    let tag = variant.tag;
    let (pattern, merge) = match &variant.data {
        Data::Unit => return None,
        Data::Newtype(ty) => (
            quote!(Self::#ident(value)),
            quote!(<#ty as #krate::__private::Element>::merge_variant(value, wire, buf, context)),
        ),
        Data::Struct(fields) => {
            let (bound, filled) = (bound(fields), slots::filled(krate, &nested(message, ident), fields, slots::local));
            (
                quote!(Self::#ident { #bound }),
                quote!(#krate::__private::Source::fill(#krate::__private::Nested(wire, buf, context), &mut #filled)),
            )
        }
    };
    Some(quote! {
        (#tag, ::core::option::Option::Some(#pattern)) => #merge
            .map_err(#krate::__private::message::at(#message, #name))
            .map(|()| ::core::option::Option::None),
    })
}

/// A variant as it is read where there was none of it: a `Result`.
fn read(krate: &Path, message: &str, variant: &Variant) -> TokenStream {
    let Variant { ident, name, .. } = variant;
    let source = quote!(#krate::__private::Nested(wire, buf, context));
    let read = match &variant.data {
        Data::Unit => quote!(#krate::__private::Source::fill(#source, &mut ()).map(|()| Self::#ident)),
        Data::Newtype(ty) => {
            quote!(<#ty as #krate::__private::Element>::read_variant(wire, buf, context).map(Self::#ident))
        }
        Data::Struct(fields) => {
            let value = slots::assembled(krate, &nested(message, ident), fields, &source, &quote!(Self::#ident));
            return quote!({ #value.map(::core::option::Option::Some) });
        }
    };
    quote! {
        #read
            .map_err(#krate::__private::message::at(#message, #name))
            .map(::core::option::Option::Some)
    }
}

fn nested(message: &str, variant: &Ident) -> String {
    format!("{message}.{}", format_ident!("{}", crate::names::plain(variant)))
}
