//! A wrong trait expands to itself and stubs, so that code which uses it adds no errors of its own.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ItemTrait, LitStr, TraitItem};

use crate::expand::{client, constants, contract, protocol, server};
use crate::model::{Cookie, Note, Service};
use crate::names;

/// Makes all that [`service`](super::service) makes, with nothing to call, and the errors.
pub(crate) fn service(service: &Service, item: &ItemTrait, error: &syn::Error) -> TokenStream {
    let service = callless(service);
    let error = error.to_compile_error();
    let contract = contract::contract(&service, item);
    let definitions = [client::definition(&service), server::definition(&service)];
    // The compiler would say of these what it says of the trait.
    let quiet = quote!(#[allow(non_camel_case_types, reason = "they are named after the trait")]);
    let launch = client::launch(&service);
    let head = protocol::head(&service);
    let calls = calls(&contract, &names::client(&service.ident));
    let any = quote!(::core::marker::Send + ::core::marker::Sync + 'static);
    let served = server::served(&service, &any);
    let handler = server::handler(&service, &any);
    let lent = server::lent(&service, &any);
    let mock = service.mock.as_ref().map(|_| (names::mock(&service.ident), &service.vis));
    let mock = mock.map(|(ident, vis)| {
        let calls = self::calls(&contract, &ident);
        quote!(#[derive(::core::fmt::Debug)] #vis struct #ident; #calls)
    });
    let constants = names::is_service(&service.ident).then(|| constants::constants(&service));
    quote! {
        #error
        #contract
        #(#quiet #definitions)*
        #launch
        #head
        #calls
        #served
        #handler
        #lent
        #constants
        #mock
    }
}

/// The service with no methods, and with a handshake whether or not it was well written, if its name bears one.
fn callless(service: &Service) -> Service {
    let empty = || LitStr::new("", service.ident.span());
    let cookie = names::is_service(&service.ident).then(|| Cookie { key: empty(), value: empty() });
    Service {
        krate: service.krate.clone(),
        vis: service.vis.clone(),
        ident: service.ident.clone(),
        package: service.package.clone(),
        name: service.name.clone(),
        version: service.version,
        cookie,
        mock: service.mock.clone(),
        note: Note::default(),
        methods: Vec::new(),
    }
}

/// Implements the trait for its client, where it can be done without knowing what is wrong.
fn calls(contract: &ItemTrait, client: &Ident) -> Option<TokenStream> {
    if !contract.generics.params.is_empty() || contract.supertraits.len() > IMPLIED {
        return None;
    }
    let mut functions = Vec::new();
    for item in &contract.items {
        let TraitItem::Fn(function) = item else {
            return None;
        };
        if function.default.is_some() {
            continue;
        }
        let mut function = function.clone();
        function.attrs.clear();
        function.default = Some(contract::uncalled(&function.sig.output));
        functions.push(function);
    }
    let ident = &contract.ident;
    Some(quote! {
        #[allow(unused_variables, reason = "nothing is called")]
        impl #ident for #client {
            #(#functions)*
        }
    })
}

/// `Send`, `Sync` and `'static`.
const IMPLIED: usize = 3;
