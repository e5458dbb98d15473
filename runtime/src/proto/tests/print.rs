//! What is printed compiles to what it was printed from.

use super::compiled::{compiled, facts};
use crate::proto::print;

/// Each is in the one form that a printer may give it.
pub(super) const CANONICAL: [&str; 13] = [
    include_str!("files/aliases.proto"),
    include_str!("files/comments.proto"),
    include_str!("files/deprecated.proto"),
    include_str!("files/empty.proto"),
    include_str!("files/idempotent.proto"),
    include_str!("files/imports.proto"),
    include_str!("files/keywords.proto"),
    include_str!("files/maps.proto"),
    include_str!("files/nested.proto"),
    include_str!("files/oneofs.proto"),
    include_str!("files/reserved.proto"),
    include_str!("files/scopes.proto"),
    include_str!("files/streams.proto"),
];

#[test]
fn a_printed_file_compiles_to_what_it_was_printed_from() {
    for text in CANONICAL {
        let first = compiled(text);
        let printed = print(&first);
        assert_eq!(facts(compiled(&printed)), facts(first), "{printed}");
    }
}

#[test]
fn a_file_has_one_form() {
    for text in CANONICAL {
        assert_eq!(print(&compiled(text)), text);
    }
}
