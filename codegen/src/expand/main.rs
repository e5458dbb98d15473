//! The `main` of a plugin.
//!
//! ```text
//! // from
//! fn main() -> impl Kv { Disk::open("kv-data") }
//! // to
//! fn main() -> ExitCode {
//!     fn main() -> impl Kv { Disk::open("kv-data") }
//!     main_service(Flavor::Default, || Ok(<_ as Kv>::__plugin_server(main())))
//! }
//! ```
//!
//! The runtime calls the user's function only when it knows that a host launched the process.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;
use syn::spanned::Spanned;

use crate::model::{Flavor, Form, Main};
use crate::names;

/// Makes the real `main` around the user's function.
pub(crate) fn main(main: &Main) -> TokenStream {
    let Main { attrs, vis, ident, output, body, .. } = main;
    let run = run(main);
    quote! {
        #(#attrs)*
        #vis fn #ident() -> ::std::process::ExitCode {
            fn #ident() #output #body
            #run
        }
    }
}

/// A `main` that does nothing, beside the errors.
pub(crate) fn stub(error: &syn::Error) -> TokenStream {
    let error = error.to_compile_error();
    quote! {
        #error
        fn main() {}
    }
}

fn run(main: &Main) -> TokenStream {
    let Main { krate, ident, .. } = main;
    let flavor = flavor(main.flavor);
    let (runner, make) = match &main.form {
        Form::Service(service) => {
            let server = server(service);
            let ok = quote!(::core::result::Result::Ok::<_, ::core::convert::Infallible>);
            (quote!(main_service), quote!(|| #ok(#server(#ident()))))
        }
        Form::TryService(service) => {
            let server = server(service);
            (quote!(main_service), quote!(|| ::core::result::Result::map(#ident(), #server)))
        }
        Form::Server(handshake) => (quote!(main_server), quote!(#handshake, #ident)),
    };
    quote!(#krate::__private::#runner(#krate::__private::Flavor::#flavor, #make))
}

/// The function that makes the server of a service; it is found through the trait, so only the trait is imported.
fn server(service: &Path) -> TokenStream {
    let last = service.segments.last();
    let plugin_server = names::plugin_server(last.span());
    quote!(<_ as #service>::#plugin_server)
}

fn flavor(flavor: Flavor) -> TokenStream {
    match flavor {
        Flavor::Default => quote!(Default),
        Flavor::CurrentThread => quote!(CurrentThread),
        Flavor::MultiThread => quote!(MultiThread),
    }
}
