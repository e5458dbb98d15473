//! The client: the trait, implemented by calls.
//!
//! ```text
//! pub struct KvClient(Connection);
//! impl Client for KvClient { … }
//! impl KvClient { pub async fn launch(command: Command) -> Result<Self, Error> { … } }
//! impl Kv for KvClient {
//!     fn get(&self, key: String) -> impl Future<Output = …> + Send {
//!         let request = Request((key,));
//!         self.0.call::<Self, 0>(request)
//!     }
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::expand::arguments;
use crate::model::{Context, Method, Service};
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
            ) -> ::core::result::Result<Self, #krate::__private::Error> {
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
    let (sent, request) = (arguments::sent(), arguments::request(service, method));
    let call = match method.is_optional {
        true => optional(number, method),
        false => required(number, method),
    };
    quote! {
        fn #ident(
            &self,
            #(#parameters),*
        ) -> impl ::core::future::Future<Output = #output> + ::core::marker::Send {
            let #sent = #request;
            self.0.#call
        }
    }
}

fn required(number: usize, method: &Method) -> TokenStream {
    let (number, sent) = (Literal::usize_unsuffixed(number), arguments::sent());
    match (&method.context, method.is_idempotent) {
        (None, false) => quote!(call::<Self, #number>(#sent)),
        (Some(Context { ident, .. }), false) => quote!(call_in::<Self, #number>(#ident, #sent)),
        (None, true) => quote!(repeatable::<Self, #number>(#sent)),
        (Some(Context { ident, .. }), true) => quote!(repeatable_in::<Self, #number>(#ident, #sent)),
    }
}

/// The call; or, where the other end lacks the method, its body.
fn optional(number: usize, method: &Method) -> TokenStream {
    let (number, sent, it) = (Literal::usize_unsuffixed(number), arguments::sent(), arguments::it());
    let context = method.context.as_ref().map(|_| arguments::context());
    let (body, values) = (names::body(&method.ident), arguments::values(method, context.as_ref()));
    let call = match &method.context {
        None => quote!(or(|#it| self.#body(#(#values),*))),
        Some(Context { ident, .. }) => quote!(or_in(#ident, |#context, #it| self.#body(#(#values),*))),
    };
    quote!(optional::<Self, #number>(#sent).#call)
}
