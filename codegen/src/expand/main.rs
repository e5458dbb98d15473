//! The `main` of a plugin.
//!
//! ```text
//! // from
//! fn main() -> impl Kv { Disk::open("kv-data") }
//! // to
//! fn main() -> ExitCode {
//!     fn main() -> impl Kv { Disk::open("kv-data") }
//!     use {Kv as _, NoPlugin as _};
//!     main_service(Flavor::Default, || Ok(main().__plugin_server()))
//! }
//! ```
//!
//! The runtime calls the user's function only when it knows that a host launched the process.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned;

use crate::model::{Flavor, Form, Main};
use crate::names;

/// Makes the real `main` around the user's function.
pub(crate) fn main(main: &Main) -> TokenStream {
    let Main { attrs, vis, ident, output, body, .. } = main;
    let (imports, run) = (imports(main), run(main));
    quote! {
        #(#attrs)*
        #vis fn #ident() -> ::std::process::ExitCode {
            fn #ident() #output #body
            #imports
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
            let server = plugin_server(service);
            let ok = quote!(::core::result::Result::Ok::<_, ::core::convert::Infallible>);
            let made = made(ident, service);
            (quote!(main_service), quote!(|| #ok(#made.#server())))
        }
        Form::TryService(service) => {
            let server = plugin_server(service);
            (quote!(main_service), quote!(|| ::core::result::Result::map(#ident(), |it| it.#server())))
        }
        Form::Server(handshake) => (quote!(main_server), quote!(#handshake, #ident)),
    };
    quote!(#krate::__private::#runner(#krate::__private::Flavor::#flavor, #make))
}

/// The call of the user's function, at the trait: whoever is none of `#[plugin]`'s is told there.
fn made(ident: &Ident, service: &Path) -> TokenStream {
    let span = service.segments.last().span();
    let ident = Ident::new(&ident.to_string(), span);
    quote_spanned!(span=> #ident())
}

/// Brings the method into scope that makes the server of a service. Of a trait without `#[plugin]` the other one is found,
/// which says so.
fn imports(main: &Main) -> Option<TokenStream> {
    let Main { krate, form: Form::Service(service) | Form::TryService(service), .. } = main else {
        return None;
    };
    Some(quote! {
        #[allow(unused_imports, reason = "where the trait is a service, this is not needed")]
        use #krate::__private::NoPlugin as _;
        #[allow(unused_imports, reason = "where it is none, there is nothing in it")]
        use #service as _;
    })
}

/// The method that makes the server of a service; it is found through the trait, so that users import only the trait.
fn plugin_server(service: &Path) -> Ident {
    names::plugin_server(service.segments.last().span())
}

fn flavor(flavor: Flavor) -> TokenStream {
    match flavor {
        Flavor::Default => quote!(Default),
        Flavor::CurrentThread => quote!(CurrentThread),
        Flavor::MultiThread => quote!(MultiThread),
    }
}
