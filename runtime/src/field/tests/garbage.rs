//! Bytes that are not what they should be: an error, never a panic.

use std::collections::BTreeMap;

use prost::Message as _;

use super::super::{Field, Value};
use super::{Entry, Tree, encoded, entry, read};

#[test]
fn a_value_of_another_wire_type_is_refused() {
    let varint = [0x08, 1];
    let text = [0x0a, 1, b'a'];
    assert!(read::<u32>(&text).is_err());
    assert!(read::<f64>(&varint).is_err());
    assert!(read::<String>(&varint).is_err());
    assert!(read::<Vec<u8>>(&varint).is_err());
    assert!(read::<Option<Entry>>(&varint).is_err());
    assert!(read::<Vec<String>>(&varint).is_err());
    assert!(read::<BTreeMap<u32, u32>>(&varint).is_err());
}

#[test]
fn text_that_is_no_utf8_is_refused() {
    assert!(read::<String>(&[0x0a, 1, 0xff]).is_err());
}

#[test]
fn an_error_says_where_it_happened() {
    let error = Entry::decode(&[0x08, 1][..]).unwrap_err();
    assert!(error.to_string().contains("Entry.key"), "{error}");
}

#[test]
fn truncated_bytes_are_refused() {
    let bytes = encoded(&Value(entry("key")));
    for end in 1..bytes.len() {
        assert!(read::<Entry>(&bytes[..end]).is_err(), "{end} bytes");
    }
}

#[test]
fn a_length_beyond_the_end_allocates_nothing() {
    let endless = [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
    assert!(read::<Vec<u8>>(&endless).is_err());
    assert!(read::<Vec<u32>>(&endless).is_err());
    assert!(read::<Entry>(&endless).is_err());
}

#[test]
fn nesting_has_a_limit() {
    assert!(read::<Tree>(&encoded(&Value(nested(90)))).is_ok());
    assert!(read::<Tree>(&encoded(&Value(nested(110)))).is_err());
}

#[test]
fn noise_never_panics() {
    let mut noise = Noise(1);
    for _ in 0..20_000 {
        let len = usize::from(noise.byte() % 24);
        let bytes: Vec<u8> = (0..len).map(|_| noise.byte()).collect();
        survives::<i32>(&bytes);
        survives::<f32>(&bytes);
        survives::<Option<String>>(&bytes);
        survives::<Vec<u64>>(&bytes);
        survives::<Vec<Entry>>(&bytes);
        survives::<BTreeMap<String, Entry>>(&bytes);
        survives::<Tree>(&bytes);
    }
}

/// Reads field 1 whatever the key says, so that more than keys is tried.
fn survives<T: Field>(bytes: &[u8]) {
    let _ = read::<T>(bytes);
    let keyed = [&[0x0a], bytes].concat();
    if let Ok(value) = read::<T>(&keyed) {
        encoded(&Value(value));
    }
}

fn nested(depth: usize) -> Tree {
    (0..depth).fold(Tree::default(), |tree, _| Tree { branches: vec![tree] })
}

/// A linear congruential generator: the same noise in each run.
struct Noise(u64);

impl Noise {
    fn byte(&mut self) -> u8 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0.to_be_bytes()[0]
    }
}
