//! `#[plugin(…)] trait Kv { … }` → [`Service`].

use proc_macro2::TokenStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{GenericParam, Generics, ItemTrait, LitStr, Meta, TraitItem, TypeParamBound};

use crate::errors::Errors;
use crate::model::{Cookie, Mock, Service};
use crate::parse::note::note;
use crate::parse::{krate, method};
use crate::{attr, names};

/// Reads an annotated trait. What is wrong is reported, and left out of the model.
pub(crate) fn service(args: TokenStream, item: &ItemTrait, errors: &mut Errors) -> Service {
    let allowed = ["package", "name", "version", "cookie", "mock", "crate"];
    let [package, name, version, cookie, mock, path] = attr::options(args, allowed, errors);
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
        mock: mock.and_then(|option| self::mock(&option, errors)),
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
        errors.push(
            &package,
            "write a package as words joined by single dots, such as `kv.v1`; a word starts with a letter",
        );
    }
    package.value()
}

fn name(option: Option<&Meta>, item: &ItemTrait, errors: &mut Errors) -> String {
    let given = option.and_then(|option| attr::string(option, errors));
    if let Some(name) = given {
        return wire_name(&name, errors);
    }
    if !names::is_service(&item.ident) {
        let message = "write a name in ASCII camel case, such as `KeyValue`, and not that of a primitive type";
        errors.push(&item.ident, message);
    }
    names::plain(&item.ident)
}

/// Reads the name of a service or a method on the wire.
pub(crate) fn wire_name(name: &LitStr, errors: &mut Errors) -> String {
    if !names::is_protobuf_ident(&name.value()) {
        errors.push(name, "write a name as a letter, then letters, digits and `_`, such as `KeyValue`");
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
            errors.push(&number, format_args!("write a version from 1 to {}", i32::MAX));
            1
        }
    }
}

fn cookie(option: &Meta, errors: &mut Errors) -> Option<Cookie> {
    let (key, value) = attr::pair(option, errors)?;
    if key.value().contains(['=', '\0']) {
        errors.push(&key, "the key is the name of an environment variable: write it without `=`");
    }
    if value.value().contains('\0') {
        errors.push(&value, "an environment variable cannot hold a null character; write another value");
    }
    Some(Cookie { key, value })
}

fn mock(option: &Meta, errors: &mut Errors) -> Option<Mock> {
    let span = option.path().span();
    match option {
        Meta::Path(_) => Some(Mock { when: None, span }),
        Meta::List(list) => match list.parse_args::<Meta>() {
            Ok(when) => Some(Mock { when: Some(when), span }),
            Err(_) => {
                errors.push(option, "write one condition as `cfg` takes it: `mock(test)`, `mock(feature = \"mock\")`");
                None
            }
        },
        Meta::NameValue(_) => {
            errors.push(option, "`mock` has no value: write `mock`, or when it is there: `mock(feature = \"mock\")`");
            None
        }
    }
}

fn header(item: &ItemTrait, errors: &mut Errors) {
    if let Some(token) = &item.unsafety {
        errors.push(token, "a service cannot be `unsafe`, as its calls come from another process; leave it out");
    }
    if let Some(token) = &item.auto_token {
        errors.push(token, "a service cannot be an auto trait; leave `auto` out");
    }
    generics(&item.generics, "a service", errors);
    supertraits(&item.supertraits, errors);
}

/// Reports type parameters, lifetimes and where clauses: what crosses to another process has one type.
pub(crate) fn generics(generics: &Generics, who: &str, errors: &mut Errors) {
    for param in &generics.params {
        match param {
            GenericParam::Lifetime(param) => {
                errors.push(param, format_args!("{who} has no lifetimes: use types that own their values"));
            }
            GenericParam::Type(_) | GenericParam::Const(_) => {
                errors.push(
                    param,
                    format_args!("{who} cannot be generic, as protobuf has one type for each field: name it"),
                );
            }
        }
    }
    if let Some(clause) = &generics.where_clause {
        errors.push(clause.where_token, format_args!("{who} has no `where` clause; leave it out"));
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
            errors.push(
                bound,
                "a service has no supertraits but `Send`, `Sync` and `'static`, which it implies; leave this out",
            );
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
