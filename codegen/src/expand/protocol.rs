//! What both ends know of the service: its name, and for each method what travels.
//!
//! ```text
//! impl Service for KvClient { const NAME: &str = "kv.v1.Kv"; … }
//! impl Method<0> for KvClient {
//!     const PATH: &str = "/kv.v1.Kv/Get";
//!     type Request = Request<Self, 0, 1>;
//!     …
//! }
//! impl Argument<0, 0> for KvClient { const NAME: &str = "key"; const TAG: u32 = 1; type Type = String; }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::{arguments, slots};
use crate::model::{Argument, Method, Service};
use crate::names;

/// Makes the impls of `Service`, `Method` and `Argument`. The client stands for the service: it is there anyway.
pub(crate) fn protocol(service: &Service) -> TokenStream {
    let head = head(service);
    let methods = service.methods.iter().enumerate();
    let methods = methods.map(|(number, it)| method(service, number, it));
    quote! {
        #head
        #(#methods)*
    }
}

/// The impl of `Service`.
pub(crate) fn head(service: &Service) -> TokenStream {
    let krate = &service.krate;
    let client = names::client(&service.ident);
    let full_name = service.full_name();
    let note = slots::note_const(krate, &service.note);
    let numbers = (0..service.methods.len()).map(Literal::usize_unsuffixed);
    quote! {
        impl #krate::__private::Service for #client {
            const NAME: &'static str = #full_name;
            #note

            fn describe(file: &mut #krate::__private::File) {
                #(#krate::__private::describe_method::<Self, #numbers>(file);)*
            }
        }
    }
}

fn method(service: &Service, number: usize, method: &Method) -> TokenStream {
    let krate = &service.krate;
    let client = names::client(&service.ident);
    let name = &method.name;
    let path = format!("/{}/{name}", service.full_name());
    let output = &method.output;
    // A whole message has no fields here: its type has them.
    let values = method.arguments.iter().enumerate().filter(|_| !method.is_message);
    let values = values.map(|(at, it)| argument(service, [number, at], it));
    let stream = method.stream.iter().filter(|_| !method.is_message);
    let stream = stream.map(|stream| arguments::streamed(service, number, stream));
    let request = arguments::request_type(service, number, method);
    let form = form(service, method);
    let reserved = (!method.reserved.is_empty()).then(|| {
        let reserved = slots::reserved(krate, &method.reserved);
        quote!(const RESERVED: #krate::__private::Reserved = #reserved;)
    });
    let idempotent = method.is_idempotent.then(|| {
        quote!(
            const IDEMPOTENT: bool = true;
        )
    });
    let note = slots::note_const(krate, &method.note);
    let number = Literal::usize_unsuffixed(number);
    quote! {
        impl #krate::__private::Method<#number> for #client {
            const NAME: &'static str = #name;
            const PATH: &'static str = #path;
            type Request = #request;
            type Outcome = #output;
            type Form = #form;
            #idempotent
            #reserved
            #note
        }

        #(#values)*
        #(#stream)*
    }
}

fn argument(service: &Service, place: [usize; 2], argument: &Argument) -> TokenStream {
    let krate = &service.krate;
    let client = names::client(&service.ident);
    let [number, at] = place.map(Literal::usize_unsuffixed);
    let Argument { name, ty, .. } = argument;
    let tag = argument.tag;
    quote! {
        impl #krate::__private::Argument<#number, #at> for #client {
            const NAME: &'static str = #name;
            const TAG: u32 = #tag;
            type Type = #ty;
        }
    }
}

/// How the result travels; whoever cannot is told at the result's own type.
fn form(service: &Service, method: &Method) -> TokenStream {
    let span = method.reply.as_ref().unwrap_or(&method.output).span();
    let krate = names::at(&service.krate, span);
    match method.is_message {
        true => quote_spanned!(span=> #krate::__private::AsMessage),
        false => quote_spanned!(span=> #krate::__private::InField),
    }
}
