//! The trait as written, with what a service implies.
//!
//! ```text
//! // from
//! pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
//! // to
//! pub trait Kv: Send + Sync + 'static {
//!     fn get(&self, key: String) -> impl Future<Output = Result<Vec<u8>, Status>> + Send;
//!     fn __plugin_server(self) -> KvServer<Self> where Self: Sized { KvServer::new(self) }
//! }
//! ```

use syn::{Block, FnArg, ItemTrait, Pat, PatIdent, ReturnType, Signature, TraitItem, TraitItemFn, Type, parse_quote};

use crate::model::Service;
use crate::names;
use crate::parse::is_ours;

/// Makes the trait.
pub(crate) fn contract(service: &Service, item: &ItemTrait) -> ItemTrait {
    let mut item = item.clone();
    item.unsafety = None;
    item.auto_token = None;
    item.colon_token.get_or_insert_default();
    item.supertraits.push(parse_quote!(::core::marker::Send));
    item.supertraits.push(parse_quote!(::core::marker::Sync));
    item.supertraits.push(parse_quote!('static));
    let mut bodies = Vec::new();
    for member in &mut item.items {
        if let TraitItem::Fn(function) = member {
            call(function);
            bodies.extend(body(function).map(TraitItem::Fn));
        }
    }
    item.items.extend(bodies);
    item.items.push(plugin_server(service));
    item
}

/// Makes a call of a method. What is wrong with it has been said: it is set right, so that nobody says it again.
fn call(function: &mut TraitItemFn) {
    function.attrs.retain(|attribute| !is_ours(attribute));
    function.sig.constness = None;
    function.sig.variadic = None;
    for input in &mut function.sig.inputs {
        if let FnArg::Typed(typed) = input {
            typed.attrs.clear();
            *typed.pat = plain(&typed.pat);
        }
    }
    let is_async = function.sig.asyncness.take().is_some();
    if is_async {
        function.sig.output = future(&function.sig.output);
    }
    function.default = function.default.take().map(|body| match is_async {
        true => parse_quote!({ async move #body }),
        false => uncalled(&function.sig.output),
    });
}

/// Takes the body out of an optional method, so that the client can run it too: it has a method of its own.
fn body(function: &mut TraitItemFn) -> Option<TraitItemFn> {
    let default = function.default.as_ref()?;
    let values = function.sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(&typed.pat),
        FnArg::Receiver(_) => None,
    });
    let name = names::body(&function.sig.ident);
    let forward = parse_quote!({ self.#name(#(#values),*) });
    let mut body: TraitItemFn = parse_quote!(#[doc(hidden)] fn body() #default);
    body.sig = Signature { ident: name, ..function.sig.clone() };
    function.default = Some(forward);
    Some(body)
}

/// The body of a method that is never called.
pub(crate) fn uncalled(output: &ReturnType) -> Block {
    match output {
        ReturnType::Type(_, ty) if matches!(**ty, Type::ImplTrait(_)) => {
            parse_quote!({ async { ::core::unimplemented!() } })
        }
        _ => parse_quote!({ ::core::unimplemented!() }),
    }
}

/// `key` → `key`, anything else → `_`.
fn plain(pattern: &Pat) -> Pat {
    match pattern {
        Pat::Ident(PatIdent { by_ref: None, ident, subpat: None, .. }) => parse_quote!(#ident),
        _ => parse_quote!(_),
    }
}

/// `-> T` → `-> impl Future<Output = T> + Send`.
fn future(output: &ReturnType) -> ReturnType {
    let output: Type = match output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    };
    parse_quote!(-> impl ::core::future::Future<Output = #output> + ::core::marker::Send)
}

/// How `#[pintle::main]`, which sees only the name of the trait, comes to its server.
fn plugin_server(service: &Service) -> TraitItem {
    let (plugin_server, server) = (names::plugin_server(service.ident.span()), names::server(&service.ident));
    parse_quote! {
        #[doc(hidden)]
        fn #plugin_server(self) -> #server<Self>
        where
            Self: ::core::marker::Sized,
        {
            #server::new(self)
        }
    }
}
