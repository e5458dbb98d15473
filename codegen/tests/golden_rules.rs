//! What holds of every committed expansion: what it names, and how long a method is.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Arm, Attribute, FnArg, ImplItem, ImplItemFn, Item, ItemImpl, Lit, LitStr, Macro, Meta, Pat, PatLit, Token, Type,
    TypePath, parse_quote,
};

const FEWEST_TRAITS: usize = 20;
const LONGEST_METHOD: usize = 12;

#[test]
fn there_are_expansions_of_many_traits() {
    let inputs = cases().into_iter().map(|case| parsed(&case.join("input.rs")));
    let traits = inputs.flat_map(|file| file.items).filter(|item| matches!(item, Item::Trait(_))).count();
    assert!(traits >= FEWEST_TRAITS, "{traits} traits have a golden expansion");
}

/// Absolute paths are those of `core` and `std`, and of the one private module; `crate = path` moves only the latter.
#[test]
fn expansions_name_one_private_module() {
    for case in cases() {
        let mut paths = Paths { pintle: pintle(&case), wrong: Vec::new() };
        paths.visit_file(&parsed(&case.join("expand.rs")));
        assert!(paths.wrong.is_empty(), "{} names {:?}", case.display(), paths.wrong);
    }
}

/// A side is the client's whole function, with its signature, and the handler's arm, as `prettyplease` prints them. An
/// argument that has a line to itself is not counted: that it is there is up to the trait.
#[test]
fn a_method_is_a_few_lines_on_each_side() {
    let mut seen = 0;
    for case in cases() {
        let mut sides = Sides::default();
        sides.visit_file(&parsed(&case.join("expand.rs")));
        for (side, length) in &sides.found {
            assert!(*length <= LONGEST_METHOD, "{}: {side} has {length} lines", case.display());
        }
        seen += sides.found.len();
    }
    assert!(seen >= 4 * FEWEST_TRAITS, "{seen} sides of methods are not all that there are");
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn parsed(file: &Path) -> syn::File {
    syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The segments by which the case knows pintle: those of `crate = path`, if it says so.
fn pintle(case: &Path) -> Vec<String> {
    let input = fs::read_to_string(case.join("input.rs")).unwrap();
    let renamed = input.split_once("crate = ").and_then(|(_, rest)| rest.split([',', ')']).next());
    segments(&syn::parse_str(renamed.unwrap_or("::pintle")).unwrap())
}

/// The names of a path; an absolute one starts with an empty name.
fn segments(path: &syn::Path) -> Vec<String> {
    let root = path.leading_colon.map(|_| String::new());
    root.into_iter().chain(path.segments.iter().map(|segment| segment.ident.to_string())).collect()
}

/// The paths that an expansion should not name.
struct Paths {
    pintle: Vec<String>,
    wrong: Vec<String>,
}

impl Paths {
    fn judge(&mut self, path: &syn::Path) {
        let segments = segments(path);
        let right = match segments.strip_prefix(self.pintle.as_slice()) {
            Some(rest) => rest.first().is_some_and(|next| next == "__private"),
            None => !segments[0].is_empty() || ["core", "std"].contains(&segments[1].as_str()) || segments[1..] == MOCK,
        };
        if !right {
            self.wrong.push(segments.join("::"));
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.judge(path);
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if attribute.path().is_ident("derive") {
            let derives = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).unwrap();
            derives.iter().for_each(|derive| self.judge(derive.path()));
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_macro(&mut self, mac: &'ast Macro) {
        if segments(&mac.path)[1..] == MOCK {
            // What stands between its last braces is the body of a trait.
            let body = mac.tokens.clone().into_iter().last().unwrap();
            self.visit_item_trait(&parse_quote!(trait Mocked #body));
            return visit::visit_macro(self, mac);
        }
        let is_text = syn::parse2::<LitStr>(mac.tokens.clone()).is_ok();
        assert!(is_text || !mac.tokens.to_string().contains("::"), "nobody reads the paths of {}", mac.tokens);
        visit::visit_macro(self, mac);
    }
}

/// The library that makes mocks, where a trait asks for one.
const MOCK: [&str; 2] = ["mockall", "mock"];

/// The lengths of the sides of methods.
#[derive(Default)]
struct Sides {
    found: Vec<(String, usize)>,
}

impl Sides {
    fn client(&mut self, function: &ImplItemFn) {
        let names: Vec<String> = function.sig.inputs.iter().filter_map(name).collect();
        let is_argument = |line: &str| names.iter().any(|name| line == name || line.starts_with(&format!("{name}: ")));
        let length = length(&parse_quote!(impl X { #function }), 1, is_argument);
        self.found.push((format!("the client's {}", function.sig.ident), length));
    }

    fn arm(&mut self, name: &str, arm: &Arm) {
        let is_argument = |line: &str| line.starts_with("it.") || line == "context";
        let length = length(&parse_quote!(impl X { fn handle() { match call { #arm } } }), 3, is_argument);
        self.found.push((format!("the handler's arm of {name}"), length));
    }
}

/// How many lines there are between the first and the last `around` of them, but for those that hold an argument alone.
fn length(item: &ItemImpl, around: usize, is_argument: impl Fn(&str) -> bool) -> usize {
    let text = prettyplease::unparse(&parse_quote!(#item));
    let lines: Vec<&str> = text.lines().collect();
    let side = &lines[around..lines.len() - around];
    side.iter().filter(|line| !line.trim().strip_suffix(',').is_some_and(&is_argument)).count()
}

impl<'ast> Visit<'ast> for Sides {
    fn visit_item_impl(&mut self, item: &'ast ItemImpl) {
        if is_of_client(item) {
            let functions = item.items.iter().filter_map(|item| match item {
                ImplItem::Fn(function) => Some(function),
                _ => None,
            });
            functions.for_each(|function| self.client(function));
        }
        visit::visit_item_impl(self, item);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        if function.sig.ident == "handle" {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        if let Pat::Lit(PatLit { lit: Lit::Str(name), .. }) = &arm.pat {
            self.arm(&name.value(), arm);
        }
    }
}

/// Whether it is `impl Kv for KvClient`.
fn is_of_client(item: &ItemImpl) -> bool {
    let (Some((_, service, _)), Type::Path(TypePath { path: client, .. })) = (&item.trait_, &*item.self_ty) else {
        return false;
    };
    match (service.get_ident(), client.get_ident()) {
        (Some(service), Some(client)) => *client == format!("{}Client", service.unraw()),
        _ => false,
    }
}

fn name(input: &FnArg) -> Option<String> {
    match input {
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(pattern) => Some(pattern.ident.to_string()),
            _ => None,
        },
        FnArg::Receiver(_) => None,
    }
}
