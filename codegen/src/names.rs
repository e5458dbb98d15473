//! Names: what the macros generate, and how a Rust name becomes one on the wire.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{Ident, Item, Path, parse_quote};

/// `Kv` → `KvClient`.
pub(crate) fn client(service: &Ident) -> Ident {
    format_ident!("{}Client", service.unraw(), span = service.span())
}

/// `Kv` → `KvServer`.
pub(crate) fn server(service: &Ident) -> Ident {
    format_ident!("{}Server", service.unraw(), span = service.span())
}

/// `Kv` → `MockKv`: so the library for mocks names it.
pub(crate) fn mock(service: &Ident) -> Ident {
    format_ident!("Mock{}", service.unraw(), span = service.span())
}

/// `KeyValue` → `key_value`, where the constants are.
pub(crate) fn constants(service: &Ident) -> Ident {
    let name = snake(&plain(service));
    match syn::parse_str::<Ident>(&name) {
        Ok(_) => Ident::new(&name, service.span()),
        Err(_) => Ident::new_raw(&name, service.span()),
    }
}

/// The hidden method by which `#[pintle::main]` finds the server of a trait.
///
/// The name shows where the trait of a `main` is none of `#[plugin]`'s.
pub(crate) fn plugin_server(span: Span) -> Ident {
    Ident::new("__plugin_server", span)
}

/// The hidden method that has the body of an optional one.
pub(crate) fn body(method: &Ident) -> Ident {
    format_ident!("__body_of_{}", method.unraw(), span = method.span())
}

/// The name of an identifier, without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `get_all` → `GetAll`.
pub(crate) fn upper_camel(name: &str) -> String {
    name.split('_').map(capital).collect()
}

/// `old_value` → `oldValue`: what protobuf's JSON makes of a field.
pub(crate) fn json(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &capital(word))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `KeyValue` → `key_value`, `KV` → `kv`.
pub(crate) fn snake(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let after_small = at > 0 && !letters[at - 1].is_uppercase();
        let before_small = at > 0 && letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_small || before_small) && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// Whether a trait of this name leaves room for its constants: they have the same name in snake case.
pub(crate) fn is_service(ident: &Ident) -> bool {
    let name = plain(ident);
    upper_camel(&name) == name && is_protobuf_ident(&name) && !PRIMITIVES.contains(&snake(&name).as_str())
}

/// Whether protobuf accepts `name`: a letter or `_`, then letters, digits and `_`.
pub(crate) fn is_protobuf_ident(name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters.next();
    first.is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

/// The keyword that says what an item is, or its first token.
pub(crate) fn keyword(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => item.struct_token.to_token_stream(),
        Item::Enum(item) => item.enum_token.to_token_stream(),
        Item::Fn(item) => item.sig.fn_token.to_token_stream(),
        Item::Impl(item) => item.impl_token.to_token_stream(),
        Item::Mod(item) => item.mod_token.to_token_stream(),
        Item::Trait(item) => item.trait_token.to_token_stream(),
        other => other.into_token_stream().into_iter().take(1).collect(),
    }
}

/// A path as if it were written at `span`, so that the compiler's messages point there.
pub(crate) fn at(path: &Path, span: Span) -> TokenStream {
    let tokens = path.to_token_stream().into_iter();
    tokens
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

/// The path of crate `pintle` unless the user says otherwise.
pub(crate) fn default_crate() -> Path {
    parse_quote!(::pintle)
}

const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16", "u32", "u64", "u128",
    "usize",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_joined_and_parted() {
        let table = [("get", "Get", "get"), ("get_all", "GetAll", "getAll"), ("_v2_x", "V2X", "V2X")];
        for (name, upper, json_name) in table {
            assert_eq!(upper_camel(name), upper);
            assert_eq!(json(name), json_name);
        }
        for (name, words) in [("Kv", "kv"), ("KV", "kv"), ("KeyValue", "key_value"), ("HTTPServer2", "http_server2")] {
            assert_eq!(snake(name), words);
        }
    }

    #[test]
    fn a_service_leaves_room_for_its_constants() {
        let accepted = |name: &str| is_service(&Ident::new(name, Span::call_site()));
        assert!(["Kv", "KeyValue", "Type", "KV2"].into_iter().all(accepted));
        assert!(!["kv", "Key_Value", "Str", "U8", "Größe"].into_iter().any(accepted));
    }

    #[test]
    fn a_keyword_is_written_raw() {
        let name = |service: &str| constants(&Ident::new(service, Span::call_site())).to_string();
        assert_eq!(name("Type"), "r#type");
        assert_eq!(name("KeyValue"), "key_value");
    }
}
