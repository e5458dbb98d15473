//! Every type beside its twin: the same value in a message that prost derives.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use prost::Message as _;

use super::super::Value;
use super::{Entry, encoded, entry, read};

/// Makes a test of each row: the type, prost's attribute for it, and values.
macro_rules! twins {
    ($($test:ident: $ty:ty, $attribute:meta, $values:expr;)+) => {
        $(
            #[test]
            fn $test() {
                #[derive(Clone, PartialEq, prost::Message)]
                struct Twin {
                    #[$attribute]
                    value: $ty,
                }
                let values: Vec<$ty> = $values.into();
                for value in values {
                    let theirs = Twin { value: value.clone() }.encode_to_vec();
                    let ours = encoded(&Value(value.clone()));
                    assert_eq!(ours, theirs, "{value:?}");
                    let back = read::<$ty>(&theirs).unwrap();
                    assert_eq!(encoded(&Value(back)), theirs, "{value:?}");
                    let there = Twin::decode(ours.as_slice()).unwrap();
                    assert_eq!(there.encode_to_vec(), theirs, "{value:?}");
                }
            }
        )+
    };
}

twins! {
    bools: bool, prost(bool, tag = "1"), [false, true];
    ints: i32, prost(int32, tag = "1"), [0, 1, -1, 127, 128, i32::MIN, i32::MAX];
    longs: i64, prost(int64, tag = "1"), [0, 1, -1, i64::MIN, i64::MAX];
    unsigned_ints: u32, prost(uint32, tag = "1"), [0, 1, u32::MAX];
    unsigned_longs: u64, prost(uint64, tag = "1"), [0, 1, u64::MAX];
    floats: f32, prost(float, tag = "1"), [0.0, 1.5, f32::MIN_POSITIVE, f32::INFINITY, f32::NAN];
    doubles: f64, prost(double, tag = "1"), [0.0, 1.5, f64::MIN_POSITIVE, f64::NEG_INFINITY, f64::NAN];
    strings: String, prost(string, tag = "1"), ["", "a", "é🦀\0", &"x".repeat(300)].map(str::to_owned);
    byte_vectors: Vec<u8>, prost(bytes = "vec", tag = "1"), [vec![], vec![0], vec![255; 300]];
    shared_bytes: Bytes, prost(bytes = "bytes", tag = "1"), [Bytes::new(), Bytes::from_static(b"a")];

    optional_bools: Option<bool>, prost(bool, optional, tag = "1"), [None, Some(false), Some(true)];
    optional_ints: Option<i32>, prost(int32, optional, tag = "1"), [None, Some(0), Some(-1)];
    optional_longs: Option<i64>, prost(int64, optional, tag = "1"), [None, Some(0), Some(-1)];
    optional_unsigned_ints: Option<u32>, prost(uint32, optional, tag = "1"), [None, Some(0), Some(1)];
    optional_unsigned_longs: Option<u64>, prost(uint64, optional, tag = "1"), [None, Some(0), Some(1)];
    optional_floats: Option<f32>, prost(float, optional, tag = "1"), [None, Some(0.0), Some(-0.0)];
    optional_doubles: Option<f64>, prost(double, optional, tag = "1"), [None, Some(0.0), Some(-0.0)];
    optional_strings: Option<String>, prost(string, optional, tag = "1"),
        [None, Some(String::new()), Some("a".to_owned())];
    optional_bytes: Option<Vec<u8>>, prost(bytes = "vec", optional, tag = "1"), [None, Some(vec![]), Some(vec![1])];
    optional_shared_bytes: Option<Bytes>, prost(bytes = "bytes", optional, tag = "1"), [None, Some(Bytes::new())];
    optional_messages: Option<Entry>, prost(message, optional, tag = "1"),
        [None, Some(Entry::default()), Some(entry("k"))];

    lists_of_bools: Vec<bool>, prost(bool, repeated, tag = "1"), [vec![], vec![false, true]];
    lists_of_ints: Vec<i32>, prost(int32, repeated, tag = "1"), [vec![], vec![0], vec![0, -1, 300]];
    lists_of_longs: Vec<i64>, prost(int64, repeated, tag = "1"), [vec![], vec![i64::MIN; 200]];
    lists_of_unsigned_ints: Vec<u32>, prost(uint32, repeated, tag = "1"), [vec![], vec![0, 1]];
    lists_of_unsigned_longs: Vec<u64>, prost(uint64, repeated, tag = "1"), [vec![], vec![0, u64::MAX]];
    lists_of_floats: Vec<f32>, prost(float, repeated, tag = "1"), [vec![], vec![0.0, -0.0, 1.5]];
    lists_of_doubles: Vec<f64>, prost(double, repeated, tag = "1"), [vec![], vec![0.0, -0.0, 1.5]];
    lists_of_strings: Vec<String>, prost(string, repeated, tag = "1"),
        [vec![], vec![String::new(), "a".to_owned()]];
    lists_of_bytes: Vec<Vec<u8>>, prost(bytes = "vec", repeated, tag = "1"), [vec![], vec![vec![], vec![1]]];
    lists_of_messages: Vec<Entry>, prost(message, repeated, tag = "1"),
        [vec![], vec![Entry::default(), entry("k")]];

    messages: Entry, prost(message, required, tag = "1"), [Entry::default(), entry("k")];

    maps_by_string: BTreeMap<String, i32>, prost(btree_map = "string, int32", tag = "1"),
        [BTreeMap::new(), BTreeMap::from([("".to_owned(), 0), ("a".to_owned(), 1), ("b".to_owned(), -1)])];
    maps_by_bool: BTreeMap<bool, String>, prost(btree_map = "bool, string", tag = "1"),
        [BTreeMap::from([(false, String::new()), (true, "a".to_owned())])];
    maps_by_int: BTreeMap<i32, bool>, prost(btree_map = "int32, bool", tag = "1"),
        [BTreeMap::from([(-1, true), (0, false)])];
    maps_by_long: BTreeMap<i64, f64>, prost(btree_map = "int64, double", tag = "1"), [BTreeMap::from([(-1, 1.5)])];
    maps_by_unsigned_int: BTreeMap<u32, Vec<u8>>, prost(btree_map = "uint32, bytes", tag = "1"),
        [BTreeMap::from([(0, vec![]), (7, vec![1])])];
    maps_by_unsigned_long: BTreeMap<u64, Entry>, prost(btree_map = "uint64, message", tag = "1"),
        [BTreeMap::from([(1, entry("k"))])];
    hash_maps: HashMap<String, String>, prost(map = "string, string", tag = "1"),
        [HashMap::new(), HashMap::from([("a".to_owned(), "b".to_owned())])];
}

#[test]
fn a_derived_message_is_the_one_that_prost_derives() {
    #[derive(Clone, PartialEq, prost::Message)]
    struct Twin {
        #[prost(string, tag = "1")]
        key: String,
        #[prost(bytes = "vec", optional, tag = "2")]
        value: Option<Vec<u8>>,
        #[prost(int32, repeated, tag = "3")]
        numbers: Vec<i32>,
        #[prost(btree_map = "string, uint64", tag = "4")]
        labels: BTreeMap<String, u64>,
    }
    for ours in [Entry::default(), entry(""), entry("k")] {
        let Entry { key, value, numbers, labels } = ours.clone();
        let theirs = Twin { key, value, numbers, labels };
        assert_eq!(ours.encode_to_vec(), theirs.encode_to_vec());
        assert_eq!(Entry::decode(theirs.encode_to_vec().as_slice()).unwrap(), ours);
        assert_eq!(Twin::decode(ours.encode_to_vec().as_slice()).unwrap(), theirs);
    }
}
