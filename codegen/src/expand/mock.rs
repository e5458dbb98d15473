//! The mock, which the library `mockall` makes.
//!
//! ```text
//! mockall::mock! {
//!     pub Kv {}
//!     impl Kv for Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
//! }
//! impl Kv for Arc<MockKv> { … }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use crate::expand::arguments;
use crate::model::{Method, Service};
use crate::names;

/// Makes the mock, where one is asked for.
pub(crate) fn mock(service: &Service) -> Option<TokenStream> {
    let Service { vis, ident, .. } = service;
    let mock = service.mock.as_ref()?;
    let when = mock.when.as_ref().map(|when| quote!(#[cfg(#when)]));
    let doc = format!(" A mock of [`{ident}`].");
    let methods = service.methods.iter().map(method);
    // The name that the library calls itself by; the user's crate must know it, since what it makes does.
    let library = quote_spanned!(mock.span=> ::mockall::mock!);
    let shared = shared(service);
    Some(quote! {
        #when
        #library {
            #[doc = #doc]
            #vis #ident {}

            impl #ident for #ident {
                #(#methods)*
            }
        }

        #when
        #shared
    })
}

/// A method as the library reads it. An expectation returns what the method does, or, where the method has a stream to read
/// first, a boxed future of that.
fn method(method: &Method) -> TokenStream {
    let Method { ident, output, .. } = method;
    let parameters = arguments::parameters(method);
    match method.stream {
        None => quote!(async fn #ident(&self, #(#parameters),*) -> #output;),
        Some(_) => {
            let future = quote!(::core::future::Future<Output = #output> + ::core::marker::Send);
            quote!(fn #ident(&self, #(#parameters),*) -> impl #future;)
        }
    }
}

/// The service behind a pointer, so that a test can keep the mock that it gives away.
fn shared(service: &Service) -> TokenStream {
    let ident = &service.ident;
    let mock = names::mock(ident);
    let calls = service.methods.iter().map(|method| {
        let Method { ident: method_ident, output, .. } = method;
        let (parameters, names) = (arguments::parameters(method), names_of(method));
        quote! {
            fn #method_ident(
                &self,
                #(#parameters),*
            ) -> impl ::core::future::Future<Output = #output> + ::core::marker::Send {
                <#mock as #ident>::#method_ident(self, #(#names),*)
            }
        }
    });
    quote! {
        #[allow(deprecated, reason = "a deprecated method is mocked too")]
        impl #ident for ::std::sync::Arc<#mock> {
            #(#calls)*
        }
    }
}

/// The parameters' names, in their order.
fn names_of(method: &Method) -> Vec<&Ident> {
    let mut names: Vec<_> = method.arguments.iter().map(|it| &it.ident).collect();
    if let Some(stream) = &method.stream {
        names.insert(stream.at, &stream.item.ident);
    }
    names.splice(..0, method.context.iter().map(|it| &it.ident));
    names
}
