//! Expansions, as people read them: `golden/<case>/input.rs` becomes `golden/<case>/expand.rs`.
//!
//! `UPDATE=1 cargo test -p pintle-codegen --test golden` rewrites them; the diff is the review.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Item, Meta, Token};

#[test]
fn expansions_are_as_committed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let stale: Vec<PathBuf> = cases.into_iter().filter(|case| !is_fresh(case)).collect();
    assert!(stale.is_empty(), "read `git diff` after UPDATE=1: {stale:#?}");
}

/// Compares the expansion with the committed one, or writes it.
fn is_fresh(case: &Path) -> bool {
    let input = fs::read_to_string(case.join("input.rs")).unwrap();
    let expanded = expand(&input);
    let committed = case.join("expand.rs");
    if env::var_os("UPDATE").is_some() {
        fs::write(&committed, &expanded).unwrap();
    }
    fs::read_to_string(&committed).is_ok_and(|text| text == expanded)
}

fn expand(input: &str) -> String {
    let file = syn::parse_file(input).unwrap();
    let tokens = file.items.into_iter().map(expand_item).collect();
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

/// Does what the compiler does: takes the attribute off the item, and calls the macro.
fn expand_item(mut item: Item) -> TokenStream {
    if let Some((name, args)) = attributes(&mut item).and_then(take) {
        return match name.as_str() {
            "plugin" => pintle_codegen::plugin(args, item.into_token_stream()),
            _ => pintle_codegen::main(args, item.into_token_stream()),
        };
    }
    let derives = |item: &mut Item, name| attributes(item).is_some_and(|attributes| derives(attributes, name));
    match (derives(&mut item, "Message"), derives(&mut item, "Error")) {
        (true, _) => pintle_codegen::message(item.into_token_stream()),
        (_, true) => pintle_codegen::error(item.into_token_stream()),
        _ => item.into_token_stream(),
    }
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        _ => None,
    }
}

fn take(attributes: &mut Vec<Attribute>) -> Option<(String, TokenStream)> {
    let at = attributes.iter().position(|attribute| last(attribute.path(), &["plugin", "main"]))?;
    let meta = attributes.remove(at).meta;
    let name = meta.path().segments.last()?.ident.to_string();
    let args = meta.require_list().map(|list| list.tokens.clone());
    Some((name, args.unwrap_or_default()))
}

fn derives(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("derive")).any(|attribute| {
        let derives = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        derives.unwrap().iter().any(|derive| last(derive.path(), &[name]))
    })
}

fn last(path: &syn::Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}
