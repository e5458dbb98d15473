//! Attribute options: `name = "…", version = 1, cookie("…", "…")`, as a closed table.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprPath, Lit, LitInt, LitStr, Meta, Path, Token};

use crate::errors::Errors;

/// Reads options and gives them back in the order of `allowed`; unknown and repeated ones are reported.
pub(crate) fn options<const N: usize>(
    tokens: TokenStream,
    allowed: [&str; N],
    errors: &mut Errors,
) -> [Option<Meta>; N] {
    let mut slots = [const { None }; N];
    let options = match Punctuated::<Meta, Token![,]>::parse_terminated.parse2(tokens) {
        Ok(options) => options,
        Err(error) => {
            errors.add(error);
            return slots;
        }
    };
    for option in options {
        let name = option.path().to_token_stream().to_string();
        match allowed.iter().position(|it| *it == name) {
            None => errors.push(option.path(), unknown(&name, &allowed)),
            Some(at) if slots[at].is_some() => {
                errors.push(option.path(), format_args!("`{name}` is given twice"));
            }
            Some(at) => slots[at] = Some(option),
        }
    }
    slots
}

/// Reads `"text", name = …`: a text that may stand before the options.
pub(crate) fn text_and_options<const N: usize>(
    tokens: TokenStream,
    allowed: [&str; N],
    errors: &mut Errors,
) -> (Option<LitStr>, [Option<Meta>; N]) {
    let text_and_rest = |input: ParseStream<'_>| {
        let text: Option<LitStr> = input.peek(LitStr).then(|| input.parse()).transpose()?;
        if text.is_some() && !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok((text, input.parse::<TokenStream>()?))
    };
    match text_and_rest.parse2(tokens) {
        Ok((text, rest)) => (text, options(rest, allowed, errors)),
        Err(error) => {
            errors.add(error);
            (None, [const { None }; N])
        }
    }
}

/// Reads `name = "text"`; the text may not be empty.
pub(crate) fn string(option: &Meta, errors: &mut Errors) -> Option<LitStr> {
    let name = option.path().to_token_stream();
    match value(option) {
        Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) => not_empty(option, text, errors),
        Some(other) => {
            errors.push(other, format_args!("`{name}` is a string: write `{name} = \"…\"`"));
            None
        }
        None => {
            errors.push(option, format_args!("`{name}` has no value: write `{name} = \"…\"`"));
            None
        }
    }
}

/// Reads `name = 1`.
pub(crate) fn number(option: &Meta, errors: &mut Errors) -> Option<LitInt> {
    let name = option.path().to_token_stream();
    match value(option) {
        Some(Expr::Lit(ExprLit { lit: Lit::Int(number), .. })) => Some(number.clone()),
        other => {
            let at = other.map_or_else(|| option.to_token_stream(), ToTokens::to_token_stream);
            errors.push(at, format_args!("`{name}` is a number: write `{name} = 1`"));
            None
        }
    }
}

/// Reads `name = some::path`.
pub(crate) fn path(option: &Meta, errors: &mut Errors) -> Option<Path> {
    let name = option.path().to_token_stream();
    match value(option) {
        Some(Expr::Path(ExprPath { qself: None, path, .. })) => Some(path.clone()),
        other => {
            let at = other.map_or_else(|| option.to_token_stream(), ToTokens::to_token_stream);
            errors.push(at, format_args!("`{name}` is a path: write `{name} = some::path`"));
            None
        }
    }
}

/// Reads `name("text", "text")`; no text may be empty.
pub(crate) fn pair(option: &Meta, errors: &mut Errors) -> Option<(LitStr, LitStr)> {
    let texts = match option {
        Meta::List(list) => list.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated).ok(),
        _ => None,
    };
    let texts: Vec<LitStr> = texts.into_iter().flatten().collect();
    let [first, second] = texts.as_slice() else {
        let name = option.path().to_token_stream();
        errors.push(option, format_args!("`{name}` is two strings: write `{name}(\"…\", \"…\")`"));
        return None;
    };
    Some((not_empty(option, first, errors)?, not_empty(option, second, errors)?))
}

/// Reads `name`, an option that has no value.
pub(crate) fn flag(option: Option<&Meta>, errors: &mut Errors) -> bool {
    if let Some(option @ (Meta::List(_) | Meta::NameValue(_))) = option {
        let name = option.path().to_token_stream();
        errors.push(option, format_args!("`{name}` has no value: write `{name}` alone"));
    }
    option.is_some()
}

fn value(option: &Meta) -> Option<&Expr> {
    let Meta::NameValue(option) = option else { return None };
    let mut value = &option.value;
    // What comes out of a `macro_rules!` stands in an invisible group.
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    Some(value)
}

fn not_empty(option: &Meta, text: &LitStr, errors: &mut Errors) -> Option<LitStr> {
    if text.value().is_empty() {
        let name = option.path().to_token_stream();
        errors.push(text, format_args!("`{name}` may not be empty"));
        return None;
    }
    Some(text.clone())
}

fn unknown(name: &str, allowed: &[&str]) -> String {
    unknown_of("option", name, allowed)
}

/// What to say of a `name` that is none of the `allowed` ones.
pub(crate) fn unknown_of(kind: &str, name: &str, allowed: &[&str]) -> String {
    let near = allowed.iter().find(|it| distance(name, it) <= 2);
    if let Some(near) = near {
        return format!("unknown {kind} `{name}`; did you mean `{near}`?");
    }
    let list: Vec<String> = allowed.iter().map(|it| format!("`{it}`")).collect();
    format!("unknown {kind} `{name}`, expected {}", list.join(" or "))
}

/// How many letters must be put in, taken out or changed to make `left` of `right`.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (at, letter) in left.chars().enumerate() {
        let mut corner = row[0];
        row[0] = at + 1;
        for (to, other) in right.chars().enumerate() {
            let change = corner + usize::from(letter != other);
            corner = row[to + 1];
            row[to + 1] = change.min(row[to] + 1).min(corner + 1);
        }
    }
    row[right.chars().count()]
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    fn messages(tokens: TokenStream) -> Vec<String> {
        let mut errors = Errors::default();
        let _ = options(tokens, ["name", "package"], &mut errors);
        let error = errors.finish().unwrap_err();
        error.into_iter().map(|error| error.to_string()).collect()
    }

    #[test]
    fn options_come_in_the_order_of_the_table() {
        let mut errors = Errors::default();
        let [name, package] = options(quote!(package = "p", name = "n"), ["name", "package"], &mut errors);
        assert!(errors.finish().is_ok());
        assert!(name.unwrap().path().is_ident("name"));
        assert!(package.unwrap().path().is_ident("package"));
    }

    #[test]
    fn a_misspelt_option_is_set_right() {
        assert_eq!(messages(quote!(nmae = "n")), ["unknown option `nmae`; did you mean `name`?"]);
    }

    #[test]
    fn a_foreign_option_gets_the_whole_list() {
        let expected = "unknown option `colour`, expected `name` or `package`";
        assert_eq!(messages(quote!(colour = "n")), [expected]);
    }

    #[test]
    fn all_mistakes_are_reported() {
        let found = messages(quote!(name = "a", name = "b", colour, pakage = "c"));
        assert_eq!(found.len(), 3);
        assert_eq!(found[0], "`name` is given twice");
    }

    #[test]
    fn distance_counts_letters() {
        assert_eq!(distance("name", "name"), 0);
        assert_eq!(distance("nmae", "name"), 2);
        assert_eq!(distance("", "name"), 4);
        assert_eq!(distance("cookies", "cookie"), 1);
    }
}
