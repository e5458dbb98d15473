//! An enum without data: its numbers, and how it is a field.
//!
//! ```text
//! // from
//! enum KvState { Idle, Active }
//! // to
//! impl Enumeration for KvState {
//!     const VALUES: &[(&str, i32)] = &[("IDLE", 0), ("ACTIVE", 1)];
//!     fn number(&self) -> i32 { match self { Self::Idle => 0, Self::Active => 1 } }
//!     …
//! }
//! impl Field for KvState { … }
//! impl Element for KvState { … }
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use crate::expand::slots::{self, literal};
use crate::model::{Enumeration, Message, Number};

/// Makes the three impls of an enum.
pub(crate) fn enumeration(message: &Message, enumeration: &Enumeration) -> TokenStream {
    let (krate, ident) = (&message.krate, &message.ident);
    let (numbers, field, element) = (numbers(message, enumeration), field(message), element(message));
    quote! {
        impl #krate::__private::Enumeration for #ident { #numbers }
        impl #krate::__private::Field for #ident { #field }
        impl #krate::__private::Element for #ident { #element }
    }
}

/// The items of `Enumeration`.
fn numbers(message: &Message, enumeration: &Enumeration) -> TokenStream {
    let (krate, name) = (&message.krate, &message.name);
    let reserved = (!message.reserved.is_empty()).then(|| {
        let reserved = slots::reserved(krate, &message.reserved);
        quote!(const RESERVED: #krate::__private::Reserved = #reserved;)
    });
    let (note, notes) = (slots::note_const(krate, &message.note), notes(krate, enumeration));
    let zero = enumeration.variants.iter().find(|variant| variant.number == 0).map(|variant| &variant.ident);
    let values = enumeration.variants.iter().map(|Number { name, number, .. }| {
        let number = literal(*number);
        quote!((#name, #number))
    });
    let known = enumeration.variants.iter().map(|Number { ident, number, .. }| (ident, literal(*number)));
    let to = known.clone().map(|(ident, number)| quote!(Self::#ident => #number));
    let from = known.map(|(ident, number)| quote!(#number => ::core::option::Option::Some(Self::#ident)));
    let other = enumeration.other.as_ref();
    let to_other = other.map(|ident| quote!(Self::#ident(number) => *number));
    let from_other = match other {
        Some(ident) => quote!(_ => ::core::option::Option::Some(Self::#ident(number))),
        None => quote!(_ => ::core::option::Option::None),
    };
    let (to, from) = (to.chain(to_other), from.chain([from_other]));
    quote! {
        const NAME: &'static str = #name;
        const VALUES: &'static [(&'static str, i32)] = &[#(#values),*];
        #reserved
        #note
        #notes
        const ZERO: Self = Self::#zero;

        fn number(&self) -> i32 {
            match self { #(#to),* }
        }

        fn from_number(number: i32) -> ::core::option::Option<Self> {
            match number { #(#from),* }
        }
    }
}

/// The constant that holds what is noted of the values, each by its number.
fn notes(krate: &Path, enumeration: &Enumeration) -> Option<TokenStream> {
    let noted: Vec<&Number> = enumeration.variants.iter().filter(|variant| !variant.note.is_empty()).collect();
    let notes = noted.iter().map(|variant| {
        let (number, note) = (literal(variant.number), slots::note(krate, &variant.note));
        quote!((#number, #note))
    });
    let notes = quote!(const NOTES: &'static [(i32, #krate::__private::Note)] = &[#(#notes),*];);
    (!noted.is_empty()).then_some(notes)
}

/// The items of `Field`.
fn field(message: &Message) -> TokenStream {
    let krate = &message.krate;
    quote! {
        fn absent() -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            ::core::result::Result::Ok(<Self as #krate::__private::Enumeration>::ZERO)
        }

        fn encode(&self, tag: u32, buf: &mut impl #krate::__private::BufMut) {
            #krate::__private::enumeration::encode(self, tag, buf);
        }

        fn encoded_len(&self, tag: u32) -> usize {
            #krate::__private::enumeration::encoded_len(self, tag)
        }

        fn merge(
            &mut self,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<(), #krate::__private::DecodeError> {
            #krate::__private::enumeration::merge(self, wire, buf, context)
        }

        fn describe(message: &mut #krate::__private::Outline<'_>, name: &str, tag: u32) {
            message.single::<Self>(name, tag);
        }
    }
}

/// The items of `Element`.
fn element(message: &Message) -> TokenStream {
    let krate = &message.krate;
    quote! {
        const WIRE: #krate::__private::WireType = #krate::__private::WireType::Varint;

        fn put(&self, buf: &mut impl #krate::__private::BufMut) {
            #krate::__private::enumeration::put(self, buf);
        }

        fn size(&self) -> usize {
            #krate::__private::enumeration::size(self)
        }

        fn kind(file: &mut #krate::__private::File) -> #krate::__private::Kind {
            file.enumeration::<Self>()
        }
    }
}
