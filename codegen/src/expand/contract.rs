//! The trait as written, with what a service implies.
//!
//! ```text
//! // from
//! pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
//! // to
//! pub trait Kv: Send + Sync + 'static {
//!     fn get(&self, key: String) -> impl Future<Output = Result<Vec<u8>, Status>> + Send;
//!     fn __into_server(self) -> KvServer<Self> where Self: Sized { KvServer::new(self) }
//! }
//! ```

use syn::{ItemTrait, ReturnType, Signature, TraitItem, TraitItemFn, parse_quote};

use crate::model::Service;
use crate::names;
use crate::parse::is_ours;

/// Makes the trait. What could not be read stays as it is.
pub(crate) fn contract(service: &Service, item: &ItemTrait) -> ItemTrait {
    let mut item = item.clone();
    item.colon_token.get_or_insert_default();
    item.supertraits.push(parse_quote!(::core::marker::Send));
    item.supertraits.push(parse_quote!(::core::marker::Sync));
    item.supertraits.push(parse_quote!('static));
    for member in &mut item.items {
        if let TraitItem::Fn(function) = member {
            call(function);
        }
    }
    item.items.push(into_server(service));
    item
}

/// Takes our attributes away, and says that the future can move between threads.
fn call(function: &mut TraitItemFn) {
    function.attrs.retain(|attribute| !is_ours(attribute));
    for input in &mut function.sig.inputs {
        if let syn::FnArg::Typed(typed) = input {
            typed.attrs.clear();
        }
    }
    if function.default.is_none() {
        future(&mut function.sig);
    }
}

/// `async fn get() -> T` → `fn get() -> impl Future<Output = T> + Send`.
pub(crate) fn future(sig: &mut Signature) {
    if sig.asyncness.take().is_none() {
        return;
    }
    let output: syn::Type = match &sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    };
    sig.output = parse_quote!(-> impl ::core::future::Future<Output = #output> + ::core::marker::Send);
}

/// How `#[pintle::main]`, which sees only the name of the trait, comes to its server.
fn into_server(service: &Service) -> TraitItem {
    let (into_server, server) = (names::into_server(), names::server(&service.ident));
    parse_quote! {
        #[doc(hidden)]
        fn #into_server(self) -> #server<Self>
        where
            Self: ::core::marker::Sized,
        {
            #server::new(self)
        }
    }
}
