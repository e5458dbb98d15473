//! The pages in `docs/` show what is. The traits of `from-trait-to-wire.md` are golden inputs of `codegen`, its `.proto` files are
//! printed; the code of `testing.md` is that of the tests of `examples/store`.
//!
//! A comment above a block says where it is from; `UPDATE=1 cargo test --package pintle-tests docs` writes the blocks.
//!
//! ```text
//! <!-- file: codegen/tests/golden/kv/input.rs -->                           the whole file
//! <!-- item: codegen/tests/golden/kv/expand.rs: impl Kv for KvClient -->    the item that begins so
//! <!-- region: examples/store/tests/mocks.rs: stream -->                   what stands between `// region: stream` and its end
//! <!-- proto: plain -->                                                     what is printed of the trait
//! <!-- table: types -->                                                     a row for each field of the struct
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use pintle::proto::print;

/// Compiles the traits of the page, each with what it imports.
macro_rules! traits {
    ($($name:ident: $file:literal, $constants:ident, { $($import:path),* };)*) => {
        $(#[allow(dead_code, reason = "the traits are described, not called")]
        mod $name {
            $(use $import;)*
            include!(concat!("../../codegen/tests/golden/", $file, "/input.rs"));
        })*

        fn proto(name: &str) -> String {
            match name {
                $(stringify!($name) => print(&$name::$constants::descriptor()),)*
                _ => panic!("the page has no trait {name}"),
            }
        }
    };
}

traits! {
    plain: "page_plain", kv, { pintle::Status, pintle::plugin };
    types: "page_types", store, {
        pintle::Message, pintle::Status, pintle::plugin, std::collections::HashMap, std::collections::HashSet,
        std::collections::BTreeMap, std::collections::BTreeSet, std::sync::Arc, std::time::Duration,
        std::time::SystemTime
    };
    streams: "page_streams", log, { pintle::Status, pintle::Streaming, pintle::plugin };
    callbacks: "page_callbacks", kv, { pintle::Callback, pintle::Status, pintle::plugin };
    errors: "page_errors", kv, { pintle::CallError, pintle::plugin };
    context: "page_context", kv, { pintle::Context, pintle::Status, pintle::plugin };
    optional: "page_optional", kv, { pintle::Status, pintle::plugin };
    whole_messages: "page_whole_messages", kv, { pintle::Message, pintle::Status, pintle::Streaming, pintle::plugin };
    numbers: "page_numbers", kv, { pintle::Message, pintle::Status, pintle::plugin };
}

#[test]
fn the_pages_show_what_is() {
    for (page, least) in [("docs/from-trait-to-wire.md", 15), ("docs/testing.md", 15)] {
        shows_what_is(&root().join(page), least);
    }
}

fn shows_what_is(page: &Path, least: usize) {
    let text = fs::read_to_string(page).unwrap();
    let fresh = refreshed(&text);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(page, &fresh).unwrap();
    }
    let text = fs::read_to_string(page).unwrap();
    let shown = text.lines().zip(fresh.lines()).find(|(shown, is)| shown != is);
    assert!(text == fresh, "read `git diff` after UPDATE=1; the first line that differs: {shown:?}");
    assert!(text.matches("<!-- ").count() > least, "the blocks of the page are not where they were");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The page, with what belongs below each comment.
fn refreshed(page: &str) -> String {
    let mut parts = page.split("<!-- ");
    let mut fresh = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (source, rest) = part.split_once(" -->\n").expect("a comment ends its line");
        let (kind, of) = source.split_once(": ").expect("a comment says where the block is from");
        fresh += &format!("<!-- {source} -->\n{}{}", block(kind, of), after_block(rest));
    }
    fresh
}

/// What follows the block that stands at the beginning of the text.
fn after_block(text: &str) -> &str {
    let end = match text.strip_prefix("```") {
        Some(fenced) => fenced.find("\n```\n").map(|at| at + "```\n```\n".len()),
        None => text.find("\n\n").map(|at| at + 1).filter(|_| text.starts_with('|')),
    };
    &text[end.unwrap_or(0)..]
}

fn block(kind: &str, of: &str) -> String {
    match kind {
        "file" => fenced("rust", &file(of)),
        "item" => fenced("rust", &item(of)),
        "region" => fenced("rust", &region(of)),
        "proto" => fenced("protobuf", &proto(of)),
        "table" => table(&file("codegen/tests/golden/page_types/input.rs"), &proto(of)),
        other => panic!("there are no blocks of kind {other}"),
    }
}

fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n", text.trim_end())
}

fn file(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The item whose first line begins in this way, from there to its last brace.
fn item(of: &str) -> String {
    let (path, beginning) = of.split_once(": ").expect("an item has a beginning");
    let text = file(path);
    let at = text.find(&format!("\n{beginning}")).expect("the item is in the file") + 1;
    let length = text[at..].find("\n}\n").expect("an item ends");
    text[at..at + length + 2].to_owned()
}

/// What stands between the two comments, as far to the left as it goes.
fn region(of: &str) -> String {
    let (path, name) = of.split_once(": ").expect("a region has a name");
    let text = file(path);
    let is_begin = |line: &&str| line.trim() == format!("// region: {name}");
    let lines: Vec<&str> = text.lines().skip_while(|line| !is_begin(line)).skip(1).collect();
    let end = lines.iter().position(|line| line.trim() == "// endregion").expect("the region is in the file, and ends");
    let lines = &lines[..end];
    let indent = lines.iter().filter(|line| !line.is_empty()).map(|line| line.len() - line.trim_start().len()).min();
    let lines: Vec<&str> = lines.iter().map(|line| line.get(indent.unwrap_or(0)..).unwrap_or("")).collect();
    lines.join("\n")
}

/// A row for each field of the first struct: its type in Rust, its type in `.proto`, and what is said of it.
fn table(rust: &str, proto: &str) -> String {
    let mut rows = "| Rust | proto3 | |\n|---|---|---|\n".to_owned();
    let mut doc = "";
    for line in rust.lines().map(str::trim).skip_while(|line| !line.ends_with('{')).take_while(|line| *line != "}") {
        if let Some(text) = line.strip_prefix("/// ") {
            doc = text;
        } else if let Some((name, ty)) = line.trim_start_matches("pub ").trim_end_matches(',').split_once(": ") {
            let field = proto.lines().find_map(|line| line.trim().split_once(&format!(" {name} = ")));
            let (printed, _) = field.expect("the field is printed");
            rows += &format!("| `{ty}` | `{printed}` | {doc} |\n");
        }
    }
    rows
}
