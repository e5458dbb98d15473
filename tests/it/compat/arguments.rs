//! Changes of arguments and results.

use pintle::proto::Change;

use super::{breaks, committed, judge, understood};

/// A trait with one method, `put`.
macro_rules! put {
    ($($name:ident($($(#[$attribute:meta])* $argument:ident: $ty:ty),*) -> $reply:ty $(, #[$above:meta])?;)*) => {$(
        pub mod $name {
            #[pintle::plugin(package = "kv.arguments")]
            pub trait Kv {
                $(#[$above])?
                async fn put(&self, $($(#[$attribute])* $argument: $ty),*) -> Result<$reply, pintle::Status>;
            }
        }
    )*};
}

put! {
    base(key: String, value: Vec<u8>, age: i32) -> u64;
    added_at_the_end(key: String, value: Vec<u8>, age: i32, until: Option<u64>) -> u64;
    added_in_front_with_a_number(#[field(4)] until: u64, #[field(1)] key: String, #[field(2)] value: Vec<u8>,
        #[field(3)] age: i32) -> u64;
    reordered_with_numbers(#[field(2)] value: Vec<u8>, #[field(1)] key: String, #[field(3)] age: i32) -> u64;
    unsigned(key: String, value: Vec<u8>, age: u32) -> i64;
    narrower(key: String, value: Vec<u8>, age: i8) -> u64;
    optional(key: Option<String>, value: Option<Vec<u8>>, age: Option<i32>) -> Option<u64>;
    behind_pointers(key: std::sync::Arc<String>, value: std::sync::Arc<Vec<u8>>, age: Box<i32>) -> Box<u64>;
    removed_and_set_aside(key: String, #[field(3)] age: i32) -> u64, #[reserved(2, "value")];
    reordered(value: Vec<u8>, key: String, age: i32) -> u64;
    added_in_front(until: u64, key: String, value: Vec<u8>, age: i32) -> u64;
    removed(key: String, value: Vec<u8>) -> u64;
    removed_with_its_name_free(key: String, value: Vec<u8>) -> u64, #[reserved(3)];
    removed_with_its_number_free(key: String, value: Vec<u8>) -> u64, #[reserved("age")];
    renamed(name: String, value: Vec<u8>, age: i32) -> u64;
    wider(key: String, value: Vec<u8>, age: i64) -> u64;
    text_for_bytes(key: String, value: String, age: i32) -> u64;
    a_list(key: Vec<String>, value: Vec<u8>, age: i32) -> u64;
    a_map(key: String, value: std::collections::HashMap<String, u32>, age: i32) -> u64;
    another_result(key: String, value: Vec<u8>, age: i32) -> bool;
    no_result(key: String, value: Vec<u8>, age: i32) -> ();
}

#[test]
fn changes_of_arguments_that_peers_understand_are_let_through() {
    let cases = [
        understood("nothing", base::kv::descriptor),
        understood("an argument added at the end", added_at_the_end::kv::descriptor),
        understood("an argument added in front, with a number", added_in_front_with_a_number::kv::descriptor),
        understood("arguments reordered with #[field]", reordered_with_numbers::kv::descriptor),
        understood("i32 to u32, u64 to i64", unsigned::kv::descriptor),
        understood("i32 to i8", narrower::kv::descriptor),
        understood("all of it optional", optional::kv::descriptor),
        understood("behind pointers", behind_pointers::kv::descriptor),
        understood("an argument removed and set aside", removed_and_set_aside::kv::descriptor),
    ];
    judge(&committed("arguments"), &cases);
}

#[test]
fn changes_of_arguments_that_break_peers_are_caught() {
    let removed_age = |fix| ("argument `age` of `Put`", Change::FieldRemoved, fix);
    let cases = [
        breaks("removed", removed::kv::descriptor, removed_age("#[reserved(3, \"age\")]")),
        breaks("name free", removed_with_its_name_free::kv::descriptor, removed_age("#[reserved(\"age\")]")),
        breaks("number free", removed_with_its_number_free::kv::descriptor, removed_age("#[reserved(3)]")),
        breaks(
            "renamed",
            renamed::kv::descriptor,
            ("argument `key` of `Put`", Change::FieldName, "call it `key` again"),
        ),
        breaks(
            "i32 to i64",
            wider::kv::descriptor,
            ("argument `age` of `Put`", Change::FieldType, "make it `int32` again"),
        ),
        breaks(
            "Vec<u8> to String",
            text_for_bytes::kv::descriptor,
            ("argument `value` of `Put`", Change::FieldType, "#[reserved(2, \"value\")]"),
        ),
        breaks(
            "String to Vec<String>",
            a_list::kv::descriptor,
            ("argument `key` of `Put`", Change::FieldLabel, "make it `string` again"),
        ),
        breaks(
            "Vec<u8> to a map",
            a_map::kv::descriptor,
            ("argument `value` of `Put`", Change::FieldLabel, "make it `bytes` again"),
        ),
        breaks(
            "another result",
            another_result::kv::descriptor,
            ("the result of `Put`", Change::FieldType, "make it `uint64` again"),
        ),
        breaks(
            "no result",
            no_result::kv::descriptor,
            ("the result of `Put`", Change::FieldRemoved, "add a method of another name"),
        ),
    ];
    judge(&committed("arguments"), &cases);
}

#[test]
fn every_argument_that_has_moved_is_told_its_number() {
    let before = committed("arguments");
    let fixes = |now: fn() -> pintle::proto::FileDescriptorProto| -> Vec<String> {
        pintle::proto::compare(&before, &now()).into_iter().map(|finding| finding.fix).collect()
    };
    let back = |name: &str, number: u32| format!("give `{name}` its number back: `#[field({number})]`");
    assert_eq!(fixes(reordered::kv::descriptor), [back("key", 1), back("value", 2)]);
    assert_eq!(fixes(added_in_front::kv::descriptor), [back("key", 1), back("value", 2), back("age", 3)]);
}
