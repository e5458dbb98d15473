//! `async fn get(&self, key: String) -> Result<Vec<u8>, Status>;` → [`Method`].

use syn::{Attribute, FnArg, Generics, LitStr, Pat, PatType, Receiver, ReturnType, Signature, TraitItemFn, Type};

use crate::errors::Errors;
use crate::model::{Argument, Method};
use crate::parse::note::note;
use crate::parse::service::{generics, wire_name};
use crate::parse::tags::{self, Tags};
use crate::parse::types;
use crate::{attr, names};

/// Reads a method; one that cannot be called from elsewhere is reported and left out.
pub(crate) fn method(function: &TraitItemFn, errors: &mut Errors) -> Option<Method> {
    let sig = &function.sig;
    qualifiers(sig, errors);
    generics(&sig.generics, "a method of a service", errors);
    if let Some(body) = &function.default {
        errors.push(body, "methods with a body are not supported: end the method with `;`");
    }
    receiver(sig, errors);
    let rpc = function.attrs.iter().find_map(|attribute| rpc_name(attribute, errors));
    tags::none(&function.attrs, "field", "it is an argument that has a number", errors);
    let arguments = arguments(sig, errors);
    let output = output(sig, errors)?;
    Some(Method {
        name: rpc
            .as_ref()
            .map_or_else(|| names::upper_camel(&names::plain(&sig.ident)), |name| wire_name(name, errors)),
        name_span: rpc.map_or(sig.ident.span(), |name| name.span()),
        ident: sig.ident.clone(),
        arguments,
        reserved: tags::reserved(&function.attrs, errors),
        note: note(&function.attrs),
        outcome: types::outcome(&output),
        output,
    })
}

/// Whether the attribute is ours, and not for the compiler to see.
pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    ["rpc", "reserved", "field"].iter().any(|ours| attribute.path().is_ident(ours))
}

fn rpc_name(attribute: &Attribute, errors: &mut Errors) -> Option<LitStr> {
    if attribute.path().is_ident("cfg") {
        errors.push(attribute, "both ends must agree on the methods: a method cannot have `#[cfg]`");
    }
    if !attribute.path().is_ident("rpc") {
        return None;
    }
    let Ok(list) = attribute.meta.require_list() else {
        errors.push(attribute, "write `#[rpc(name = \"GetAll\")]`");
        return None;
    };
    let [name] = attr::options(list.tokens.clone(), ["name"], errors);
    attr::string(&name?, errors)
}

fn qualifiers(sig: &Signature, errors: &mut Errors) {
    if let Some(token) = &sig.constness {
        errors.push(token, "a call cannot be `const`");
    }
    if let Some(token) = &sig.unsafety {
        errors.push(token, "a call cannot be `unsafe`: it comes from another process");
    }
    if let Some(abi) = &sig.abi {
        errors.push(abi, "a call has no ABI: it travels as a message");
    }
    if let Some(variadic) = &sig.variadic {
        errors.push(variadic, "a call has a fixed number of arguments");
    }
    if sig.asyncness.is_none() {
        errors.push(sig.fn_token, "a call waits for the other process: write `async fn`");
    }
}

fn receiver(sig: &Signature, errors: &mut Errors) {
    match sig.receiver() {
        None => errors.push(&sig.ident, "a call needs a receiver: write `&self` first"),
        Some(receiver) if !is_shared(receiver, &sig.generics) => {
            errors.push(receiver, "calls run side by side: write `&self`");
        }
        Some(_) => {}
    }
}

/// Whether it is `&self`; a lifetime that the method declares has been reported there.
fn is_shared(receiver: &Receiver, generics: &Generics) -> bool {
    let Some((_, lifetime)) = &receiver.reference else {
        return false;
    };
    let plain = receiver.colon_token.is_none() && receiver.mutability.is_none();
    plain && (lifetime.is_none() || generics.lifetimes().next().is_some())
}

fn arguments(sig: &Signature, errors: &mut Errors) -> Vec<Argument> {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let mut tags = Tags::default();
    typed.filter_map(|typed| argument(&mut tags, typed, errors)).collect()
}

fn argument(tags: &mut Tags, typed: &PatType, errors: &mut Errors) -> Option<Argument> {
    for attribute in typed.attrs.iter().filter(|attribute| !attribute.path().is_ident("field")) {
        errors.push(attribute, "an argument has no attribute but `#[field(n)]`");
    }
    types::owned(&typed.ty, errors);
    let Pat::Ident(pattern) = &*typed.pat else {
        errors.push(&typed.pat, "a call argument needs a plain name; write `key: String`");
        return None;
    };
    if pattern.by_ref.is_some() || pattern.mutability.is_some() || pattern.subpat.is_some() {
        let (name, ty) = (&pattern.ident, types::spelling(&typed.ty));
        errors.push(pattern, format_args!("a call argument needs a plain name; write `{name}: {ty}`"));
    }
    let name = names::plain(&pattern.ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&pattern.ident, "protobuf names are ASCII");
    }
    let tag = tags.next(&typed.attrs, pattern.ident.span(), errors);
    Some(Argument { ident: pattern.ident.clone(), name, tag, ty: (*typed.ty).clone() })
}

fn output(sig: &Signature, errors: &mut Errors) -> Option<Type> {
    let ReturnType::Type(_, ty) = &sig.output else {
        errors.push_at(sig.paren_token.span.close(), "a call can always fail: write `-> Result<(), Status>`");
        return None;
    };
    if !types::is_result(ty) {
        let spelling = types::spelling(ty);
        errors.push(ty, format_args!("a call can always fail: write `Result<{spelling}, Status>`"));
        return None;
    }
    types::owned(ty, errors);
    Some((**ty).clone())
}
