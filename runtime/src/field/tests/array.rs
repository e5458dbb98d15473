//! Lists of one length: as many elements as the type says, however they arrive.

use std::sync::Arc;

use prost::Message as _;

use super::super::Value;
use super::describe::response;
use super::{Entry, encoded, entry, read};

#[derive(Clone, PartialEq, prost::Message)]
struct Numbers {
    #[prost(int32, repeated, tag = "1")]
    value: Vec<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Unpacked {
    #[prost(int32, repeated, packed = "false", tag = "1")]
    value: Vec<i32>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Entries {
    #[prost(message, repeated, tag = "1")]
    value: Vec<Entry>,
}

#[test]
fn an_array_is_a_list() {
    let value = vec![3, 0, -1];
    let theirs = Numbers { value: value.clone() }.encode_to_vec();
    assert_eq!(encoded(&Value([3, 0, -1])), theirs);
    assert_eq!(read::<[i32; 3]>(&theirs).unwrap(), [3, 0, -1]);
    assert_eq!(read::<[i32; 3]>(&Unpacked { value }.encode_to_vec()).unwrap(), [3, 0, -1]);

    let theirs = Entries { value: vec![entry("a"), Entry::default()] }.encode_to_vec();
    assert_eq!(encoded(&Value([entry("a"), Entry::default()])), theirs);
    assert_eq!(read::<[Entry; 2]>(&theirs).unwrap(), [entry("a"), Entry::default()]);
    assert!(response::<[Entry; 2]>().get_field_by_name("value").unwrap().is_list());
}

#[test]
fn too_few_or_too_many_are_refused() {
    for value in [vec![], vec![1, 2], vec![1, 2, 3, 4]] {
        let error = read::<[i32; 3]>(&Numbers { value: value.clone() }.encode_to_vec()).unwrap_err().to_string();
        assert!(error.contains(&format!("{} elements instead of 3", value.len())), "{error}");
        assert!(error.contains("response.value"), "{error}");
    }
    let entries = Entries { value: vec![entry("a"); 3] }.encode_to_vec();
    assert!(read::<[Entry; 2]>(&entries).is_err());
}

#[test]
fn none_is_enough_for_an_array_of_none() {
    assert!(encoded(&Value([0_i32; 0])).is_empty());
    assert!(read::<[i32; 0]>(&[]).is_ok());
}

#[test]
fn a_pointer_to_an_array_is_a_list_too() {
    let theirs = Entries { value: vec![entry("a"), entry("b")] }.encode_to_vec();
    assert_eq!(*read::<Box<[Entry; 2]>>(&theirs).unwrap(), [entry("a"), entry("b")]);
    assert_eq!(*read::<Arc<[Entry; 2]>>(&theirs).unwrap(), [entry("a"), entry("b")]);
}

#[test]
fn a_message_with_an_array_that_comes_twice_takes_the_last() {
    #[derive(Debug, PartialEq, pintle_macros::Message)]
    #[message(crate = crate)]
    struct Point {
        at: [f64; 2],
        name: String,
    }
    let mut bytes = encoded(&Value(Point { at: [1.0, 2.0], name: "a".to_owned() }));
    bytes.extend(encoded(&Value(Point { at: [3.0, 4.0], name: String::new() })));
    assert_eq!(read::<Point>(&bytes).unwrap(), Point { at: [3.0, 4.0], name: "a".to_owned() });
}
