//! A trait that is being written: what can be read of it stays, so that an editor knows its other methods.
//!
//! ```text
//! // from
//! trait Kv { async fn get(&self, key: ) -> Result<…>; async fn len(&self) -> Result<u64, Status>; }
//! // to
//! trait Kv { async fn len(&self) -> Result<u64, Status>; }    and the error at `get`
//! ```

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ItemTrait;

use crate::errors::Errors;

/// Reads a trait without the items that cannot be read, which are reported; nothing if it is no trait.
pub(crate) fn salvage(tokens: TokenStream, errors: &mut Errors) -> Option<ItemTrait> {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let Some(TokenTree::Group(body)) = tokens.pop() else {
        return None;
    };
    let mut nothing = Group::new(body.delimiter(), TokenStream::new());
    nothing.set_span(body.span());
    tokens.push(nothing.into());
    let mut item: ItemTrait = syn::parse2(tokens.into_iter().collect()).ok()?;
    for member in members(body.stream()) {
        match syn::parse2(member) {
            Ok(member) => item.items.push(member),
            Err(error) => errors.add(error),
        }
    }
    Some(item)
}

/// The tokens up to each semicolon and each block, which end an item.
fn members(tokens: TokenStream) -> Vec<TokenStream> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let members = tokens.split_inclusive(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    });
    members.map(|member| member.iter().cloned().collect()).collect()
}

#[cfg(test)]
mod tests {
    use syn::TraitItem;

    use super::*;

    #[test]
    fn what_can_be_read_stays() {
        let table: [(&str, &[&str]); 6] = [
            ("trait Kv { async fn get(&self, key: ) -> Result<(), Status>; async fn len(&self) -> R; }", &["len"]),
            ("trait Kv { async fn len(&self) -> R; async fn ge }", &["len"]),
            ("trait Kv { async fn len(&self) -> R; async fn get(&self, key: String) -> }", &["len"]),
            ("trait Kv { async fn get(&self) -> R { 1 + } async fn len(&self) -> R; }", &["len"]),
            (
                "pub(crate) trait Kv { asnyc fn get(&self) -> R; async fn a(&self) -> R; fn b(&self) -> R; }",
                &["a", "b"],
            ),
            ("trait Kv { get }", &[]),
        ];
        for (text, names) in table {
            let mut errors = Errors::default();
            let item = salvage(text.parse().unwrap(), &mut errors).unwrap();
            let kept = item.items.iter().filter_map(|item| match item {
                TraitItem::Fn(function) => Some(function.sig.ident.to_string()),
                _ => None,
            });
            assert_eq!(kept.collect::<Vec<_>>(), names, "{text}");
            assert_eq!(errors.finish().unwrap_err().into_iter().count(), 1, "{text}");
        }
    }

    #[test]
    fn what_is_no_trait_is_left_alone() {
        for text in ["struct Kv { key: }", "trait", "trait { fn a(); }", "fn kv() { let }"] {
            let mut errors = Errors::default();
            assert!(salvage(text.parse().unwrap(), &mut errors).is_none(), "{text}");
            errors.finish().unwrap();
        }
    }
}
