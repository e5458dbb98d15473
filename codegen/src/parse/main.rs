//! `#[pintle::main] fn main() -> impl Kv { … }` → [`Main`].

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{ItemFn, Meta, Path, ReturnType, Signature, Type, TypeImplTrait, TypeParamBound};

use crate::attr;
use crate::errors::Errors;
use crate::model::{Flavor, Form, Main};
use crate::parse::{krate, types};

/// Reads the function that makes a plugin.
pub(crate) fn main(args: TokenStream, function: ItemFn, errors: &mut Errors) -> Main {
    let [handshake, flavor, path] = attr::options(args, ["handshake", "flavor", "crate"], errors);
    let handshake = handshake.and_then(|option| attr::path(&option, errors));
    let flavor = flavor.map_or(Flavor::Default, |option| self::flavor(&option, errors));
    let krate = krate(path.as_ref(), errors);
    signature(&function.sig, errors);
    Main {
        krate,
        flavor,
        form: form(&function.sig, handshake, errors),
        attrs: function.attrs,
        vis: function.vis,
        ident: function.sig.ident,
        output: function.sig.output,
        body: *function.block,
    }
}

fn flavor(option: &Meta, errors: &mut Errors) -> Flavor {
    let Some(flavor) = attr::string(option, errors) else {
        return Flavor::Default;
    };
    match flavor.value().as_str() {
        "current_thread" => Flavor::CurrentThread,
        "multi_thread" => Flavor::MultiThread,
        _ => {
            errors.push(&flavor, "there is no such flavor; write `\"current_thread\"` or `\"multi_thread\"`");
            Flavor::Default
        }
    }
}

fn signature(sig: &Signature, errors: &mut Errors) {
    if sig.ident != "main" {
        errors.push(&sig.ident, "`#[pintle::main]` goes on the function named `main`");
    }
    if let Some(token) = &sig.asyncness {
        errors.push(token, "`main` makes the service before calls arrive: write a plain `fn main`");
    }
    if let Some(token) = &sig.constness {
        errors.push(token, "`main` cannot be `const`; leave it out");
    }
    if let Some(token) = &sig.unsafety {
        errors.push(token, "`main` cannot be `unsafe`; leave it out");
    }
    if let Some(abi) = &sig.abi {
        errors.push(abi, "`main` has no ABI; leave it out");
    }
    if !sig.generics.params.is_empty() {
        errors.push(&sig.generics, "`main` cannot be generic: name the types");
    }
    if !sig.inputs.is_empty() {
        errors.push(&sig.inputs, "`main` has no arguments; read `std::env::args()`");
    }
}

/// The macro tells the forms apart by `impl`: what a `Server` is called does not matter.
fn form(sig: &Signature, handshake: Option<Path>, errors: &mut Errors) -> Form {
    let ReturnType::Type(_, ty) = &sig.output else {
        let message = "`main` returns what it serves: write `-> impl Kv`, or `-> pintle::Server`";
        errors.push_at(sig.paren_token.span.close(), message);
        return Form::Server(Path::from(sig.ident.clone()));
    };
    let inner = types::last_segment(ty).and_then(|last| types::types(last).first().copied());
    match (&**ty, inner) {
        (Type::ImplTrait(service), _) => Form::Service(service_path(service, handshake, errors)),
        (_, Some(Type::ImplTrait(service))) => Form::TryService(service_path(service, handshake, errors)),
        _ => Form::Server(handshake.unwrap_or_else(|| {
            let write = "write `#[pintle::main(handshake = kv::HANDSHAKE)]`, or return `impl Kv`";
            errors.push(ty, format_args!("a server needs its handshake first: {write}"));
            Path::from(sig.ident.clone())
        })),
    }
}

/// `impl Kv + Send` → `Kv`.
fn service_path(ty: &TypeImplTrait, handshake: Option<Path>, errors: &mut Errors) -> Path {
    if let Some(handshake) = handshake {
        errors.push(handshake, "a service brings its own handshake; leave this out");
    }
    let mut paths = ty.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) if !is_marker(&bound.path) => Some(bound.path.clone()),
        _ => None,
    });
    let (Some(service), None) = (paths.next(), paths.next()) else {
        errors.push(ty, "name one service: write `impl Kv`; several take a `pintle::Server`");
        return Path::from(syn::Ident::new("main", proc_macro2::Span::call_site()));
    };
    service
}

fn is_marker(path: &Path) -> bool {
    let last = path.segments.last();
    last.is_some_and(|last| MARKERS.contains(&last.ident.to_token_stream().to_string().as_str()))
}

const MARKERS: &[&str] = &["Send", "Sync", "Unpin", "Clone", "Debug", "UnwindSafe", "RefUnwindSafe"];
