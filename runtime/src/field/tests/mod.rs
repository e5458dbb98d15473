//! Fields against prost's own encoding of the same values, and against bytes that are no such fields.

mod array;
mod choice;
mod collections;
mod describe;
mod enumeration;
mod garbage;
mod generic;
mod narrow;
mod note;
mod numbers;
mod pointer;
mod prost;
mod semantics;
mod time;
mod transparent;
mod twins;

use std::collections::BTreeMap;

use super::describe::Description;
use super::{File, Note, Payload, Streams, Value, decode};

/// A message with a field of each kind.
#[derive(Debug, Clone, PartialEq, Default, pintle_macros::Message)]
#[message(crate = crate)]
struct Entry {
    key: String,
    value: Option<Vec<u8>>,
    numbers: Vec<i32>,
    labels: BTreeMap<String, u64>,
}

/// A message that holds itself.
#[derive(Debug, Clone, PartialEq, Default, pintle_macros::Message)]
#[message(crate = crate)]
struct Tree {
    branches: Vec<Self>,
}

fn entry(key: &str) -> Entry {
    Entry {
        key: key.to_owned(),
        value: Some(b"bytes".to_vec()),
        numbers: vec![1, -1, 300],
        labels: BTreeMap::from([("a".to_owned(), 1), (String::new(), 0)]),
    }
}

fn encoded<P: Payload>(payload: &P) -> Vec<u8> {
    let mut bytes = Vec::new();
    payload.encode(&mut bytes);
    assert_eq!(bytes.len(), payload.encoded_len(), "the length is counted as it is written");
    bytes
}

/// Reads `bytes` as a message whose field 1 is a `T`.
fn read<T: super::Field>(bytes: &[u8]) -> Result<T, ::prost::DecodeError> {
    decode::<Value<T>>(&mut &bytes[..]).map(|Value(value)| value)
}

/// The description of the service called `name`, which `describe` adds to a file as the service would: twice.
fn described(name: &str, describe: impl Fn(&mut File)) -> Description {
    File::of(name, &Note::NONE, describe)
}

/// Neither side streams.
const UNARY: Streams = Streams { requests: false, responses: false };
