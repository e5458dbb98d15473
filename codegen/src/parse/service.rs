//! `#[plugin(…)] trait Kv { … }` → [`Service`].

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::{GenericParam, Generics, ItemTrait, LitStr, Meta, TraitItem, TypeParamBound};

use crate::errors::Errors;
use crate::model::{Cookie, Service};
use crate::parse::note::note;
use crate::parse::{krate, method};
use crate::{attr, names};

/// Reads an annotated trait. What is wrong is reported, and left out of the model.
pub(crate) fn service(args: TokenStream, item: &ItemTrait, errors: &mut Errors) -> Service {
    let allowed = ["package", "name", "version", "cookie", "crate"];
    let [package, name, version, cookie, path] = attr::options(args, allowed, errors);
    header(item, errors);
    if let (Some(version), None) = (&version, &cookie) {
        errors.push(version, "`version` is part of the handshake: add `cookie(\"KEY\", \"value\")`");
    }
    Service {
        krate: krate(path.as_ref(), errors),
        vis: item.vis.clone(),
        ident: item.ident.clone(),
        package: self::package(package.as_ref(), errors),
        name: self::name(name.as_ref(), item, errors),
        version: self::version(version.as_ref(), errors),
        cookie: cookie.and_then(|option| self::cookie(&option, errors)),
        note: note(&item.attrs),
        methods: item.items.iter().filter_map(|item| member(item, errors)).collect(),
    }
}

fn package(option: Option<&Meta>, errors: &mut Errors) -> String {
    let Some(option) = option else {
        errors.push_at(proc_macro2::Span::call_site(), "`package` is missing: write `#[plugin(package = \"kv.v1\")]`");
        return String::new();
    };
    let Some(package) = attr::string(option, errors) else {
        return String::new();
    };
    if !package.value().split('.').all(names::is_protobuf_ident) {
        errors.push(&package, "a package is words joined by single dots, such as `kv.v1`; a word starts with a letter");
    }
    package.value()
}

fn name(option: Option<&Meta>, item: &ItemTrait, errors: &mut Errors) -> String {
    let given = option.and_then(|option| attr::string(option, errors));
    if let Some(name) = given {
        return wire_name(&name, errors);
    }
    if !names::is_service(&item.ident) {
        let message = "a service has a name in ASCII camel case, such as `KeyValue`, and not that of a primitive type";
        errors.push(&item.ident, message);
    }
    names::plain(&item.ident)
}

/// Reads the name of a service or a method on the wire.
pub(crate) fn wire_name(name: &LitStr, errors: &mut Errors) -> String {
    if !names::is_protobuf_ident(&name.value()) {
        errors.push(name, "a name on the wire is a letter, then letters, digits and `_`");
    }
    name.value()
}

fn version(option: Option<&Meta>, errors: &mut Errors) -> u32 {
    let Some(number) = option.and_then(|option| attr::number(option, errors)) else {
        return 1;
    };
    match number.base10_parse::<i32>() {
        Ok(version) if version >= 1 => version.unsigned_abs(),
        _ => {
            errors.push(&number, format_args!("a version is a number from 1 to {}", i32::MAX));
            1
        }
    }
}

fn cookie(option: &Meta, errors: &mut Errors) -> Option<Cookie> {
    let (key, value) = attr::pair(option, errors)?;
    if key.value().contains(['=', '\0']) {
        errors.push(&key, "the key is the name of an environment variable: it has no `=`");
    }
    if value.value().contains('\0') {
        errors.push(&value, "an environment variable cannot hold a null character");
    }
    Some(Cookie { key, value })
}

fn header(item: &ItemTrait, errors: &mut Errors) {
    if let Some(token) = &item.unsafety {
        errors.push(token, "a service cannot be `unsafe`: its calls come from another process");
    }
    if let Some(token) = &item.auto_token {
        errors.push(token, "a service cannot be an auto trait");
    }
    generics(&item.generics, "a service", errors);
    supertraits(&item.supertraits, errors);
}

/// Reports type parameters, lifetimes and where clauses: what crosses to another process has one type.
pub(crate) fn generics(generics: &Generics, who: &str, errors: &mut Errors) {
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                errors.push(param, format_args!("{who} has no lifetimes: its values are owned"));
            }
            GenericParam::Type(_) | GenericParam::Const(_) => {
                errors.push(param, format_args!("{who} cannot be generic: protobuf has one type for each field"));
            }
        }
    }
    if let Some(clause) = &generics.where_clause {
        errors.push(clause.where_token, format_args!("{who} has no `where` clause"));
    }
}

fn supertraits(bounds: &Punctuated<TypeParamBound, syn::Token![+]>, errors: &mut Errors) {
    for bound in bounds {
        let implied = match bound {
            TypeParamBound::Lifetime(lifetime) => lifetime.ident == "static",
            TypeParamBound::Trait(bound) => {
                bound.path.segments.last().is_some_and(|last| last.ident == "Send" || last.ident == "Sync")
            }
            _ => false,
        };
        if !implied {
            errors.push(bound, "a service has no supertraits but `Send`, `Sync` and `'static`, which it implies");
        }
    }
}

fn member(item: &TraitItem, errors: &mut Errors) -> Option<crate::model::Method> {
    let message = match item {
        TraitItem::Fn(function) => return method::method(function, errors),
        TraitItem::Const(_) => "a constant does not travel; write a method that returns it",
        TraitItem::Type(_) => "an associated type does not travel; name the type in each method",
        TraitItem::Macro(_) => "a macro hides its methods from `#[plugin]`; write them out",
        _ => "only methods can stand here",
    };
    errors.push(item, message);
    None
}
