//! Structs that travel as their only field.

use std::collections::BTreeMap;
use std::fmt::Debug;

use prost_reflect::Kind;

use super::super::{Field, Value};
use super::describe::response;
use super::{Entry, encoded, entry, read};

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate, transparent)]
struct Name(String);

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(transparent, crate = crate)]
struct Shared {
    entry: Box<Entry>,
}

fn assert_same<N: Field + PartialEq + Debug, T: Field>(new: N, value: T) {
    let bytes = encoded(&Value(value));
    let new = Value(new);
    assert_eq!(encoded(&new), bytes);
    assert_eq!(read::<N>(&bytes).unwrap(), new.0);
}

#[test]
fn a_transparent_struct_travels_as_its_field() {
    let name = |text: &str| Name(text.to_owned());
    assert_same(name("a"), "a".to_owned());
    assert_same(name(""), String::new());
    assert_same(Some(name("")), Some(String::new()));
    assert_same(vec![name("a"), name("b")], vec!["a".to_owned(), "b".to_owned()]);
    assert_same(BTreeMap::from([(1_u32, name("a"))]), BTreeMap::from([(1_u32, "a".to_owned())]));
    assert_same(Shared { entry: Box::new(entry("k")) }, entry("k"));
}

#[test]
fn a_transparent_struct_is_described_as_its_field() {
    let kind = |message: prost_reflect::MessageDescriptor| message.get_field_by_name("value").unwrap().kind();
    assert_eq!(kind(response::<Name>()), Kind::String);
    let Kind::Message(entry) = kind(response::<Shared>()) else { panic!("an entry is a message") };
    assert_eq!(entry.full_name(), "kv.v1.Entry");
}
