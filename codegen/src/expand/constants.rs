//! The constants of a service.
//!
//! ```text
//! pub enum kv {}
//! impl kv { pub const SERVICE: &'static str = …; pub const HANDSHAKE: Handshake = …; }
//! ```
//!
//! They hang on a type, not in a module: a module inside a function could not see the items around it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Cookie, Service};
use crate::names;

/// Makes the type and its constants.
pub(crate) fn constants(service: &Service) -> TokenStream {
    let Service { krate, vis, ident, .. } = service;
    let (client, constants) = (names::client(ident), names::constants(ident));
    let doc = format!(" The constants of [`{ident}`].");
    let handshake = handshake(service);
    quote! {
        #[doc = #doc]
        #[allow(non_camel_case_types, reason = "it is read like a module, and can stand in a function")]
        #[derive(::core::fmt::Debug)]
        #vis enum #constants {}

        impl #constants {
            /// The name of the service on the wire.
            #vis const SERVICE: &'static str = <#client as #krate::__private::Service>::NAME;

            #handshake

            /// Describes the service and its messages.
            #vis fn descriptor() -> #krate::__private::FileDescriptorProto {
                #krate::__private::describe::<#client>()
            }

            /// The files that the description imports, each after what it imports itself.
            #vis fn imports() -> ::std::vec::Vec<#krate::__private::FileDescriptorProto> {
                #krate::__private::imports::<#client>()
            }
        }
    }
}

fn handshake(service: &Service) -> Option<TokenStream> {
    let Service { krate, vis, .. } = service;
    let version = Literal::u32_unsuffixed(service.version);
    let Cookie { key, value } = service.cookie.as_ref()?;
    Some(quote! {
        /// How a host and a plugin of this service know each other.
        #vis const HANDSHAKE: #krate::__private::Handshake =
            #krate::__private::Handshake::new(#version, #key, #value);
    })
}
