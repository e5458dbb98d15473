//! A struct with `#[message(transparent)]`: on the wire it is its only field.
//!
//! ```text
//! // from
//! #[message(transparent)] struct Key(String);
//! // to
//! impl Field for Key { fn encode(&self, …) { <String as Element>::… } … }
//! impl Element for Key { … }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::message::implement;
use crate::model::{Message, Transparent};

/// Makes the two impls of a transparent type.
pub(crate) fn transparent(message: &Message, inner: &Transparent) -> TokenStream {
    let (field, reading) = (field(message, inner), reading(message, inner));
    let field = implement(message, &quote!(Field), &quote!(#field #reading));
    let element = implement(message, &quote!(Element), &element(message, inner));
    quote!(#field #element)
}

/// The items of `Field` that write and describe.
fn field(message: &Message, inner: &Transparent) -> TokenStream {
    let (krate, Transparent { member, ty }) = (&message.krate, inner);
    quote! {
        fn encode(&self, tag: u32, buf: &mut impl #krate::__private::BufMut) {
            <#ty as #krate::__private::Field>::encode(&self.#member, tag, buf);
        }

        fn encoded_len(&self, tag: u32) -> usize {
            <#ty as #krate::__private::Field>::encoded_len(&self.#member, tag)
        }

        fn describe(message: &mut #krate::__private::Outline<'_>, name: &str, tag: u32) {
            <#ty as #krate::__private::Field>::describe(message, name, tag);
        }
    }
}

/// The items of `Field` that read.
fn reading(message: &Message, inner: &Transparent) -> TokenStream {
    let (krate, Transparent { member, ty }) = (&message.krate, inner);
    quote! {
        fn absent() -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            <#ty as #krate::__private::Field>::absent().map(|value| Self { #member: value })
        }

        fn read(
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            <#ty as #krate::__private::Field>::read(wire, buf, context).map(|value| Self { #member: value })
        }

        fn merge(
            &mut self,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<(), #krate::__private::DecodeError> {
            <#ty as #krate::__private::Field>::merge(&mut self.#member, wire, buf, context)
        }
    }
}

/// The items of `Element`.
fn element(message: &Message, inner: &Transparent) -> TokenStream {
    let (krate, Transparent { member, ty }) = (&message.krate, inner);
    quote! {
        const WIRE: #krate::__private::WireType = <#ty as #krate::__private::Element>::WIRE;

        fn put(&self, buf: &mut impl #krate::__private::BufMut) {
            <#ty as #krate::__private::Element>::put(&self.#member, buf);
        }

        fn size(&self) -> usize {
            <#ty as #krate::__private::Element>::size(&self.#member)
        }

        fn kind(file: &mut #krate::__private::File) -> #krate::__private::Kind {
            <#ty as #krate::__private::Element>::kind(file)
        }
    }
}
