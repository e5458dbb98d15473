//! A message: how a struct is written, read and described, field by field.
//!
//! ```text
//! // from
//! struct Entry { key: String }
//! // to
//! impl prost::Message for Entry { fn encode_raw(&self, buf: …) { <String as Field>::encode(&self.key, 1, buf); } … }
//! impl Message for Entry { … }
//! impl Field for Entry { … }
//! impl Element for Entry { … }
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, GenericParam};

use crate::expand::choice::choice;
use crate::expand::enumeration::enumeration;
use crate::expand::slots;
use crate::expand::transparent::transparent;
use crate::model::{Field, Message, Shape};

/// Makes the impls of a type with `#[derive(Message)]`.
pub(crate) fn message(message: &Message) -> TokenStream {
    match &message.shape {
        Shape::Struct(fields) => structure(message, fields),
        Shape::Choice(variants) => choice(message, variants),
        Shape::Transparent(inner) => transparent(message, inner),
        Shape::Enumeration(values) => enumeration(message, values),
    }
}

/// The impls of a message that could not be read, beside the errors; one with lifetimes would only add to them.
pub(crate) fn stub(input: &DeriveInput, message: &Message, error: &syn::Error) -> TokenStream {
    let plain = input.generics.params.iter().all(|param| matches!(param, GenericParam::Type(_)));
    let impls = plain.then(|| impls(message, &[], &quote!(::core::unimplemented!())));
    let error = error.to_compile_error();
    quote! {
        #error
        #impls
    }
}

/// The four impls of a struct.
fn structure(message: &Message, fields: &[Field]) -> TokenStream {
    let assembled = slots::assembled(&message.krate, &message.name, fields, &quote!(source), &quote!(Self));
    impls(message, fields, &assembled)
}

fn impls(message: &Message, fields: &[Field], assembled: &TokenStream) -> TokenStream {
    let impls = [
        implement(message, &quote!(prost::Message), &wire(message, fields)),
        implement(message, &quote!(Message), &outline(message, fields, assembled)),
        implement(message, &quote!(Field), &field(message)),
        implement(message, &quote!(Element), &element(message)),
    ];
    quote!(#(#impls)*)
}

/// `impl<T: Element> Field for Page<T> { … }`; `which` is the trait, as the runtime has it.
pub(super) fn implement(message: &Message, which: &TokenStream, items: &TokenStream) -> TokenStream {
    let Message { krate, ident, generics, .. } = message;
    let (params, arguments, clause) = generics.split_for_impl();
    quote! {
        impl #params #krate::__private::#which for #ident #arguments #clause { #items }
    }
}

/// The items of `prost::Message`.
fn wire(message: &Message, fields: &[Field]) -> TokenStream {
    let krate = &message.krate;
    let encode = fields.iter().map(|field| {
        let Field { ident, ty, .. } = field;
        let tag = field.tag;
        quote!(<#ty as #krate::__private::Field>::encode(&self.#ident, #tag, buf);)
    });
    let lens = fields.iter().map(|field| {
        let Field { ident, ty, .. } = field;
        let tag = field.tag;
        quote!(+ <#ty as #krate::__private::Field>::encoded_len(&self.#ident, #tag))
    });
    let filled = slots::filled(krate, &message.name, fields, |Field { ident, .. }| quote!(&mut self.#ident));
    quote! {
        fn encode_raw(&self, buf: &mut impl #krate::__private::BufMut) {
            #(#encode)*
        }

        fn merge_field(
            &mut self,
            tag: u32,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<(), #krate::__private::DecodeError> {
            #krate::__private::Slots::merge(&mut #filled, tag, wire, buf, context)
        }

        #[inline]
        fn encoded_len(&self) -> usize {
            0 #(#lens)*
        }

        fn clear(&mut self) {
            #krate::__private::message::clear(self);
        }
    }
}

/// The items of `Message`.
fn outline(message: &Message, fields: &[Field], assembled: &TokenStream) -> TokenStream {
    let (krate, name) = (&message.krate, &message.name);
    let title = title(message);
    let reserve = slots::reserve(krate, &message.reserved);
    let noted = slots::noted(krate, &message.note);
    let described = slots::described(krate, fields);
    quote! {
        const NAME: &'static str = #name;

        #title

        fn assemble(
            source: impl #krate::__private::Source,
        ) -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            #assembled
        }

        fn outline(message: &mut #krate::__private::Outline<'_>) {
            #reserve
            #noted
            #described
        }
    }
}

/// The item of `Message` that tells the instances of a generic one apart.
pub(super) fn title(message: &Message) -> Option<TokenStream> {
    let Message { krate, generics, .. } = message;
    let arguments = generics.type_params().map(|param| &param.ident);
    (!generics.params.is_empty()).then(|| {
        quote! {
            fn title(title: &mut #krate::__private::Title<'_>) {
                #(title.argument::<#arguments>();)*
            }
        }
    })
}

/// The items of `Field`: a message is always written, even when it is empty.
pub(super) fn field(message: &Message) -> TokenStream {
    let krate = &message.krate;
    quote! {
        fn absent() -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            #krate::__private::message::absent()
        }

        #[inline]
        fn encode(&self, tag: u32, buf: &mut impl #krate::__private::BufMut) {
            #krate::__private::message::encode(self, tag, buf);
        }

        #[inline]
        fn encoded_len(&self, tag: u32) -> usize {
            #krate::__private::message::encoded_len(self, tag)
        }

        fn read(
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<Self, #krate::__private::DecodeError> {
            #krate::__private::message::read(wire, buf, context)
        }

        fn merge(
            &mut self,
            wire: #krate::__private::WireType,
            buf: &mut impl #krate::__private::Buf,
            context: #krate::__private::DecodeContext,
        ) -> ::core::result::Result<(), #krate::__private::DecodeError> {
            #krate::__private::message::merge(self, wire, buf, context)
        }

        fn describe(message: &mut #krate::__private::Outline<'_>, name: &str, tag: u32) {
            message.single::<Self>(name, tag);
        }
    }
}

/// The items of `Element`.
pub(super) fn element(message: &Message) -> TokenStream {
    let krate = &message.krate;
    quote! {
        const WIRE: #krate::__private::WireType = #krate::__private::WireType::LengthDelimited;

        #[inline]
        fn put(&self, buf: &mut impl #krate::__private::BufMut) {
            #krate::__private::message::put(self, buf);
        }

        #[inline]
        fn size(&self) -> usize {
            #krate::__private::message::size(self)
        }

        fn kind(file: &mut #krate::__private::File) -> #krate::__private::Kind {
            file.message::<Self>()
        }
    }
}
