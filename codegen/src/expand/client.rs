//! The client: the trait, implemented by calls.
//!
//! ```text
//! pub struct KvClient(Connection);
//! impl Client for KvClient { … }
//! impl KvClient { pub async fn launch(command: Command) -> Result<Self, Error> { … } }
//! impl Kv for KvClient {
//!     fn get(&self, key: String) -> impl Future<Output = …> + Send { self.0.call::<Self, 0>(Request((key,))) }
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::expand::arguments;
use crate::model::{Method, Service};
use crate::names;

/// Makes the client and all its impls.
pub(crate) fn client(service: &Service) -> TokenStream {
    let definition = definition(service);
    let launch = launch(service);
    let calls = calls(service);
    quote! {
        #definition
        #launch
        #calls
    }
}

/// The type, and how it is made of a connection.
pub(crate) fn definition(service: &Service) -> TokenStream {
    let Service { krate, vis, ident, .. } = service;
    let client = names::client(ident);
    let doc = format!(" A [`{ident}`] that runs elsewhere: every call travels.");
    quote! {
        #[doc = #doc]
        #[derive(::core::clone::Clone, ::core::fmt::Debug)]
        #vis struct #client(#krate::__private::Connection);

        impl #krate::__private::Client for #client {
            fn from_connection(connection: #krate::__private::Connection) -> Self {
                Self(connection)
            }

            fn connection(&self) -> &#krate::__private::Connection {
                &self.0
            }
        }
    }
}

/// The short way to a running plugin, for services that have a handshake.
pub(crate) fn launch(service: &Service) -> Option<TokenStream> {
    service.cookie.as_ref()?;
    let Service { krate, vis, ident, .. } = service;
    let (client, constants) = (names::client(ident), names::constants(ident));
    Some(quote! {
        impl #client {
            /// Launches `command` as a plugin, with default settings.
            ///
            /// # Errors
            /// The plugin does not start, or is not one.
            #vis async fn launch(
                command: ::std::process::Command,
            ) -> ::core::result::Result<Self, #krate::Error> {
                #krate::__private::launch::<Self>(#constants::HANDSHAKE, command).await
            }
        }
    })
}

fn calls(service: &Service) -> TokenStream {
    let Service { ident, .. } = service;
    let client = names::client(ident);
    let calls = service.methods.iter().enumerate();
    let calls = calls.map(|(number, method)| call(service, number, method));
    quote! {
        impl #ident for #client {
            #(#calls)*
        }
    }
}

fn call(service: &Service, number: usize, method: &Method) -> TokenStream {
    let Method { ident, output, .. } = method;
    let parameters = arguments::parameters(method);
    let call = match method.is_optional {
        true => optional(service, number, method),
        false => {
            let (call, request) = (callee(number, method), arguments::request(service, method));
            quote!(self.0.#call(#request))
        }
    };
    quote! {
        fn #ident(
            &self,
            #(#parameters),*
        ) -> impl ::core::future::Future<Output = #output> + ::core::marker::Send {
            #call
        }
    }
}

/// The call; or, where the other end lacks the method, its body.
fn optional(service: &Service, number: usize, method: &Method) -> TokenStream {
    let body = names::body(&method.ident);
    let (call, request) = (callee(number, method), arguments::request(service, method));
    let context = method.context.as_ref().map(|_| arguments::context());
    let (it, values) = (arguments::it(), arguments::values(method, context.as_ref()));
    let context = context.map(|context| quote!(#context,));
    quote!(self.0.#call(#request, |#context #it| self.#body(#(#values),*)))
}

fn callee(number: usize, method: &Method) -> TokenStream {
    let number = Literal::usize_unsuffixed(number);
    match (method.is_optional, &method.context) {
        (false, None) => quote!(call::<Self, #number>),
        (false, Some(_)) => quote!(call_in::<Self, #number>),
        (true, None) => quote!(call_or::<Self, #number, _>),
        (true, Some(_)) => quote!(call_in_or::<Self, #number, _>),
    }
}
