//! The compiler behind pintle's macros: tokens in, tokens out, no compiler needed to test it.
//!
//! `parse` makes a model, `check` judges it, `expand` turns it into code and cannot fail. What is wrong is
//! collected on the way; a wrong input expands to itself and stubs, so that one mistake gives one message.

mod attr;
#[cfg(feature = "build")]
pub mod build;
mod check;
mod errors;
mod expand;
mod model;
mod names;
mod parse;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{DeriveInput, Item, ItemTrait};

use crate::errors::Errors;

/// Expands `#[plugin(…)]` on a trait: the trait, its client, its handler, its constants.
pub fn plugin(args: TokenStream, item: TokenStream) -> TokenStream {
    match syn::parse2(item.clone()) {
        Ok(Item::Trait(item)) => plugin_trait(args, &item),
        Ok(other) => refuse(names::keyword(&other), "`#[plugin]` goes on a trait", &item),
        Err(error) => error.into_compile_error().into_iter().chain(item).collect(),
    }
}

fn plugin_trait(args: TokenStream, item: &ItemTrait) -> TokenStream {
    let mut errors = Errors::default();
    let service = parse::service(args, item, &mut errors);
    check::service(&service, &mut errors);
    match errors.finish() {
        Ok(()) => expand::service(&service, item),
        Err(error) => expand::stub_service(&service, item, &error),
    }
}

/// Expands `#[pintle::main]` on the function that makes a plugin.
pub fn main(args: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let main = match syn::parse2(item.clone()) {
        Ok(Item::Fn(function)) => parse::main(args, function, &mut errors),
        Ok(other) => {
            return refuse(names::keyword(&other), "`#[pintle::main]` goes on `fn main`", &item);
        }
        Err(error) => return error.into_compile_error().into_iter().chain(item).collect(),
    };
    match errors.finish() {
        Ok(()) => expand::main(&main),
        Err(error) => expand::stub_main(&error),
    }
}

/// Expands `#[derive(Message)]` on a struct or an enum.
pub fn message(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let message = parse::message(&input, &mut errors);
    check::message(&message, &mut errors);
    match errors.finish() {
        Ok(()) => expand::message(&message),
        Err(error) => expand::stub_message(&input, &message, &error),
    }
}

/// Expands `#[derive(Error)]` on an enum.
pub fn error(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let failure = parse::error(&input, &mut errors);
    check::message(&failure.message, &mut errors);
    match errors.finish() {
        Ok(()) => expand::error(&failure),
        Err(error) => expand::stub_error(&input, &failure, &error),
    }
}

/// An item that is none of ours stays as it is, beside the one error.
fn refuse(at: impl ToTokens, message: &str, item: &TokenStream) -> TokenStream {
    let error = syn::Error::new_spanned(at, message).into_compile_error();
    error.into_iter().chain(item.clone()).collect()
}
