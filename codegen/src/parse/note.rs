//! `/// The value under `key`.` and `#[deprecated]` → [`Note`].

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

use crate::model::Note;

/// Reads what the description says of an item beside what travels.
pub(crate) fn note(attributes: &[Attribute]) -> Note {
    let texts: Vec<String> = attributes.iter().filter_map(doc).collect();
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.split('\n')).map(line).collect();
    Note {
        docs: lines.join("\n").trim_matches('\n').to_owned(),
        deprecated: attributes.iter().any(|attribute| attribute.path().is_ident("deprecated")),
    }
}

/// The text of a doc comment; one that a macro makes, such as `include_str!`, is not known here.
fn doc(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(doc) = &attribute.meta else { return None };
    let mut value = &doc.value;
    // What comes out of a `macro_rules!` stands in an invisible group.
    while let Expr::Group(group) = value {
        value = &group.expr;
    }
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if doc.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

/// `/// text` is the text ` text`: the space is not meant.
fn line(line: &str) -> &str {
    line.strip_prefix(' ').unwrap_or(line).trim_end()
}

#[cfg(test)]
mod tests {
    use syn::{ItemStruct, parse_quote};

    use super::*;

    fn read(item: &ItemStruct) -> Note {
        note(&item.attrs)
    }

    #[test]
    fn docs_are_lines_without_their_margin() {
        let note = read(&parse_quote! {
            /// An entry.
            ///
            ///     indented
            #[doc = "made by hand  "]
            struct Entry;
        });
        assert_eq!(note.docs, "An entry.\n\n    indented\nmade by hand");
        assert!(!note.deprecated);
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let note = read(&parse_quote! {
            #[doc(hidden)]
            #[doc = include_str!("entry.md")]
            #[doc = ""]
            #[deprecated = "use Item"]
            struct Entry;
        });
        assert_eq!(note.docs, "");
        assert!(note.deprecated);
    }
}
