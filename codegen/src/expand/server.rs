//! The handler: what a plugin serves.
//!
//! ```text
//! pub struct KvServer<T>(Arc<T>);
//! impl<T: Kv> Handler for KvServer<T> {
//!     fn handle(&self, call: Call) -> Answer {
//!         match call.method() {
//!             "Get" => call.to::<KvClient, 0>().answer(move |it, _| async move { T::get(&service, it.0.0).await }),
//!             _ => call.unimplemented(),
//!         }
//!     }
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::expand::arguments;
use crate::model::{Method, Service};
use crate::names;

/// Makes the handler and all its impls.
pub(crate) fn server(service: &Service) -> TokenStream {
    let ident = &service.ident;
    let definition = definition(service);
    let served = served(service, &quote!(#ident));
    let handler = handler(service, &quote!(#ident));
    let lent = lent(service, &quote!(#ident));
    quote! {
        #definition
        #served
        #handler
        #lent
    }
}

/// The type, which shares one service between all calls.
pub(crate) fn definition(service: &Service) -> TokenStream {
    let Service { vis, ident, .. } = service;
    let server = names::server(ident);
    let name = server.to_string();
    let doc = format!(" Serves a [`{ident}`] to the host.");
    quote! {
        #[doc = #doc]
        #vis struct #server<T>(::std::sync::Arc<T>);

        impl<T> #server<T> {
            /// Wraps the service.
            #vis fn new(service: T) -> Self {
                Self(::std::sync::Arc::new(service))
            }
        }

        impl<T> ::core::clone::Clone for #server<T> {
            fn clone(&self) -> Self {
                Self(::core::clone::Clone::clone(&self.0))
            }
        }

        impl<T> ::core::fmt::Debug for #server<T> {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.debug_struct(#name).finish_non_exhaustive()
            }
        }
    }
}

/// Says by which handshake the service is launched, where it has one.
pub(crate) fn served(service: &Service, bound: &TokenStream) -> Option<TokenStream> {
    service.cookie.as_ref()?;
    let Service { krate, ident, .. } = service;
    let (server, constants) = (names::server(ident), names::constants(ident));
    Some(quote! {
        impl<T: #bound> #krate::__private::Served for #server<T> {
            const HANDSHAKE: #krate::__private::Handshake = #constants::HANDSHAKE;
        }
    })
}

/// The impl of `Handler`, for services that are `bound`.
pub(crate) fn handler(service: &Service, bound: &TokenStream) -> TokenStream {
    let Service { krate, ident, .. } = service;
    let (client, server) = (names::client(ident), names::server(ident));
    let arms = service.methods.iter().enumerate().map(|(number, it)| arm(service, number, it));
    let version = version(service);
    quote! {
        impl<T: #bound> #krate::__private::Handler for #server<T> {
            fn name(&self) -> &'static str {
                <#client as #krate::__private::Service>::NAME
            }

            #version

            fn descriptor(&self) -> #krate::__private::FileDescriptorProto {
                #krate::__private::describe::<#client>()
            }

            fn imports(&self) -> ::std::vec::Vec<#krate::__private::FileDescriptorProto> {
                #krate::__private::imports::<#client>()
            }

            #[allow(deprecated, reason = "a deprecated method is still served")]
            fn handle(&self, call: #krate::__private::Call) -> #krate::__private::Answer {
                let service = ::core::clone::Clone::clone(&self.0);
                match call.method() {
                    #(#arms)*
                    _ => call.unimplemented(),
                }
            }
        }
    }
}

/// The version that the trait names, unless that is 1, which goes without saying.
fn version(service: &Service) -> Option<TokenStream> {
    let version = Some(service.version).filter(|version| *version != 1).map(Literal::u32_unsuffixed)?;
    Some(quote! {
        fn version(&self) -> u32 {
            #version
        }
    })
}

/// Says that the client may stand for the service, where that is lent as a callback.
pub(crate) fn lent(service: &Service, bound: &TokenStream) -> TokenStream {
    let Service { krate, ident, .. } = service;
    let (client, server) = (names::client(ident), names::server(ident));
    quote! {
        impl<T: #bound> #krate::__private::ImplementedBy<T> for #client {
            fn handler(service: T) -> ::std::sync::Arc<dyn #krate::__private::Handler> {
                ::std::sync::Arc::new(#server::new(service))
            }
        }
    }
}

fn arm(service: &Service, number: usize, method: &Method) -> TokenStream {
    let client = names::client(&service.ident);
    let (trait_ident, Method { ident, name, .. }) = (&service.ident, method);
    let context = method.context.as_ref().map(|_| arguments::context());
    let (it, values) = (arguments::it(), arguments::values(method, context.as_ref()));
    let context = context.map_or_else(|| quote!(_), ToTokens::into_token_stream);
    let number = Literal::usize_unsuffixed(number);
    quote! {
        #name => call.to::<#client, #number>().answer(move |#it, #context| async move {
            <T as #trait_ident>::#ident(&service, #(#values),*).await
        }),
    }
}
