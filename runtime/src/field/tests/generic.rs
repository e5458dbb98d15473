//! Generic messages: each instance is a message of its own.

use std::collections::BTreeMap;

use prost::Message as _;

use super::super::{Key, Value};
use super::describe::response;
use super::{Entry, encoded, entry, read};

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Page<T> {
    items: Vec<T>,
    next: Option<Box<Self>>,
}

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Index<K: Key, V> {
    entries: BTreeMap<K, V>,
}

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum Either<L, R> {
    Left(L),
    Right { value: R },
}

#[derive(Debug, PartialEq, pintle_macros::Message)]
#[message(crate = crate, transparent)]
struct Secret<T>(T);

/// A message that is an argument of one that it holds.
#[derive(pintle_macros::Message)]
#[message(crate = crate)]
struct Folder {
    folders: Page<Self>,
}

/// A name of its own.
mod other {
    #[derive(pintle_macros::Message)]
    #[message(crate = crate)]
    pub(super) struct PageOfEntry {}
}

#[derive(pintle_macros::Message)]
#[message(crate = crate)]
struct All {
    pages: Page<Entry>,
    names: Page<String>,
    counts: Page<i32>,
    small_counts: Page<i8>,
    index: Index<String, Page<Vec<u8>>>,
    either: Either<Secret<Entry>, u64>,
    taken: other::PageOfEntry,
    folder: Folder,
}

#[test]
fn an_instance_travels_as_a_message_that_is_written_out() {
    #[derive(Clone, PartialEq, prost::Message)]
    struct Twin {
        #[prost(message, repeated, tag = "1")]
        items: Vec<Entry>,
        #[prost(message, optional, boxed, tag = "2")]
        next: Option<Box<Self>>,
    }
    let last = Twin { items: vec![entry("b")], next: None };
    let theirs = Twin { items: vec![entry("a")], next: Some(Box::new(last)) };
    let last = Page { items: vec![entry("b")], next: None };
    let ours = Page { items: vec![entry("a")], next: Some(Box::new(last)) };
    assert_eq!(ours.encode_to_vec(), theirs.encode_to_vec());
    assert_eq!(Twin::decode(ours.encode_to_vec().as_slice()).unwrap(), theirs);
    assert_eq!(read::<Page<Entry>>(&encoded(&Value(ours))).unwrap().next.unwrap().items, [entry("b")]);
}

#[test]
fn enums_and_transparent_structs_are_generic_too() {
    for either in [Either::Left(Secret("a".to_owned())), Either::Right { value: 7_u64 }] {
        let bytes = encoded(&Value(either));
        let back = read::<Either<Secret<String>, u64>>(&bytes).unwrap();
        assert_eq!(encoded(&Value(back)), bytes);
    }
    assert_eq!(encoded(&Value(Secret(7_u32))), encoded(&Value(7_u32)));
}

#[test]
fn an_instance_is_named_after_its_arguments() {
    let file = response::<All>().parent_file();
    let names: Vec<_> = file.messages().map(|message| message.name().to_owned()).collect();
    let instances = ["PageOfEntry", "PageOfString", "PageOfInt32", "IndexOfStringAndPageOfBytes", "PageOfFolder"];
    for name in instances.into_iter().chain(["EitherOfEntryAndUint64"]) {
        assert!(names.iter().any(|it| it == name), "{name} is none of {names:?}");
    }
}

#[test]
fn instances_of_one_name_are_set_apart() {
    let all = response::<All>().get_field_by_name("value").unwrap();
    let field = |name: &str| all.kind().as_message().unwrap().get_field_by_name(name).unwrap().kind();
    let name = |field_name: &str| field(field_name).as_message().unwrap().name().to_owned();
    assert_eq!(name("pages"), "PageOfEntry");
    assert_eq!(name("taken"), "PageOfEntry2");
    assert_eq!(name("counts"), "PageOfInt32");
    assert_eq!(name("small_counts"), "PageOfInt322", "both travel as int32, and are two types");
}
