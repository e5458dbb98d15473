//! Changes of messages.

use pintle::proto::Change;

use super::{breaks, committed, judge, understood};

/// A trait that returns an `Entry`, which has these fields.
macro_rules! entry {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $ty:ty),* } $(, #[$above:meta])*;)*) => {$(
        pub mod $name {
            use std::collections::HashMap;

            #[pintle::plugin(package = "kv.fields")]
            pub trait Kv {
                async fn get(&self) -> Result<Entry, pintle::Status>;
            }

            /// An entry.
            #[derive(pintle::Message)]
            $(#[$above])*
            pub struct Entry {
                $($(#[$attribute])* pub $field: $ty),*
            }

            /// A part of an entry.
            #[derive(pintle::Message)]
            pub struct Part {
                /// What it is.
                pub name: String,
                pub labels: HashMap<String, u64>,
            }
        }
    )*};
}

entry! {
    base { key: String, parts: Vec<Part>, labels: HashMap<u32, Part> }, #[reserved(5..=7, 9, "old")];
    added { key: String, parts: Vec<Part>, labels: HashMap<u32, Part>, size: Option<u64> },
        #[reserved(5..=7, 9, "old")];
    deprecated { #[deprecated] key: String, parts: Vec<Part>, labels: HashMap<u32, Part> },
        #[reserved(5..=7, 9, "old")];
    more_reserved { key: String, parts: Vec<Part>, labels: HashMap<i32, Part> },
        #[reserved(5, 6..=20, "old", "older")];
    removed_and_reserved { key: String, #[field(3)] labels: HashMap<u32, Part> },
        #[reserved(2, 5..=7, 9, "old", "parts")];
    range_freed { key: String, parts: Vec<Part>, labels: HashMap<u32, Part> }, #[reserved(5..=6, "old")];
    name_freed { key: String, parts: Vec<Part>, labels: HashMap<u32, Part> }, #[reserved(5..=7, 9)];
    one_part { key: String, parts: Part, labels: HashMap<u32, Part> }, #[reserved(5..=7, 9, "old")];
    other_keys { key: String, parts: Vec<Part>, labels: HashMap<u64, Part> }, #[reserved(5..=7, 9, "old")];
    other_values { key: String, parts: Vec<Part>, labels: HashMap<u32, String> }, #[reserved(5..=7, 9, "old")];
    renumbered { key: String, #[field(4)] parts: Vec<Part>, #[field(3)] labels: HashMap<u32, Part> },
        #[reserved(5..=7, 9, "old")];
}

mod part_renamed {
    use std::collections::HashMap;

    #[pintle::plugin(package = "kv.fields")]
    pub trait Kv {
        async fn get(&self) -> Result<Entry, pintle::Status>;
    }

    #[derive(pintle::Message)]
    #[reserved(5..=7, 9, "old")]
    pub struct Entry {
        pub key: String,
        pub parts: Vec<Piece>,
        pub labels: HashMap<u32, Piece>,
    }

    #[derive(pintle::Message)]
    pub struct Piece {
        pub name: String,
        pub labels: HashMap<String, u64>,
    }
}

#[test]
fn changes_of_messages_are_judged() {
    let entry = |change, fix| ("what `Entry` set aside", change, fix);
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("a field added", added::kv::descriptor),
        understood("a field deprecated", deprecated::kv::descriptor),
        understood("more reserved", more_reserved::kv::descriptor),
        understood("a field removed and reserved", removed_and_reserved::kv::descriptor),
        breaks("a range freed", range_freed::kv::descriptor, entry(Change::Reserved, "#[reserved(5..=7, 9)]")),
        breaks("a name freed", name_freed::kv::descriptor, entry(Change::Reserved, "#[reserved(\"old\")]")),
        breaks(
            "one instead of many",
            one_part::kv::descriptor,
            ("field `parts` of `Entry`", Change::FieldLabel, "make it `repeated Part` again"),
        ),
        breaks(
            "other keys",
            other_keys::kv::descriptor,
            ("field `labels` of `Entry`", Change::FieldType, "make it `map<uint32, Part>` again"),
        ),
        breaks(
            "other values",
            other_values::kv::descriptor,
            ("field `labels` of `Entry`", Change::FieldType, "make it `map<uint32, Part>` again"),
        ),
        breaks(
            "renumbered",
            renumbered::kv::descriptor,
            ("field `parts` of `Entry`", Change::FieldNumber, "#[field(2)]"),
        ),
        breaks(
            "a message renamed",
            part_renamed::kv::descriptor,
            ("type `Part`", Change::TypeName, "call it `Part` again"),
        ),
    ];
    judge(&committed("fields"), &cases);
}
