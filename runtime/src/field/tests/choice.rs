//! Enums with data, beside the oneofs that prost derives.

use std::collections::BTreeMap;

use prost::Message as _;
use prost_reflect::{DescriptorPool, Kind};
use prost_types::FileDescriptorSet;

use super::super::Value;
use super::{Entry, UNARY, described, encoded, entry, read};

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum Change {
    Put(Entry),
    Removed { key: String, at: Option<u64> },
    Cleared,
    Counted(u32),
}

/// An enum that holds itself, and says what no variant means.
#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum Formula {
    Sum {
        parts: Vec<Self>,
    },
    Number(i64),
    #[message(default)]
    Unknown,
}

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Holder {
    name: String,
    change: Change,
    formula: Formula,
}

mod twin {
    #[derive(Clone, PartialEq, prost::Message)]
    pub(super) struct Change {
        #[prost(oneof = "Kind", tags = "1, 2, 3, 4")]
        pub(super) kind: Option<Kind>,
    }

    #[derive(Clone, PartialEq, prost::Oneof)]
    pub(super) enum Kind {
        #[prost(message, tag = "1")]
        Put(super::Entry),
        #[prost(message, tag = "2")]
        Removed(Removed),
        #[prost(message, tag = "3")]
        Cleared(()),
        #[prost(uint32, tag = "4")]
        Counted(u32),
    }

    #[derive(Clone, PartialEq, prost::Message)]
    pub(super) struct Removed {
        #[prost(string, tag = "1")]
        pub(super) key: String,
        #[prost(uint64, optional, tag = "2")]
        pub(super) at: Option<u64>,
    }
}

fn rows() -> Vec<(Change, twin::Kind)> {
    let removed = |key: &str, at| {
        let theirs = twin::Removed { key: key.to_owned(), at };
        (Change::Removed { key: key.to_owned(), at }, twin::Kind::Removed(theirs))
    };
    vec![
        (Change::Put(entry("k")), twin::Kind::Put(entry("k"))),
        (Change::Put(Entry::default()), twin::Kind::Put(Entry::default())),
        removed("k", Some(0)),
        removed("", None),
        (Change::Cleared, twin::Kind::Cleared(())),
        (Change::Counted(0), twin::Kind::Counted(0)),
        (Change::Counted(300), twin::Kind::Counted(300)),
    ]
}

#[test]
fn an_enum_with_data_is_the_oneof_that_prost_derives() {
    for (ours, kind) in rows() {
        let theirs = twin::Change { kind: Some(kind) };
        let bytes = theirs.encode_to_vec();
        assert_eq!(ours.encode_to_vec(), bytes, "{ours:?}");
        let field = encoded(&Value(ours.clone()));
        assert_eq!(field[2..], bytes);
        assert_eq!(read::<Change>(&field).unwrap(), ours);
        assert_eq!(read::<Option<Change>>(&field).unwrap(), Some(ours.clone()));
        assert_eq!(read::<Vec<Change>>(&[&field[..], &field].concat()).unwrap(), [ours.clone(), ours.clone()]);
        assert_eq!(twin::Change::decode(ours.encode_to_vec().as_slice()).unwrap(), theirs);
        let map = BTreeMap::from([(1_u32, ours)]);
        assert_eq!(read::<BTreeMap<u32, Change>>(&encoded(&Value(map.clone()))).unwrap(), map);
    }
}

#[test]
fn no_variant_that_is_known_is_refused() {
    let unknown = [0x0a, 2, 0x48, 1];
    for bytes in [&[][..], &[0x0a, 0], &unknown] {
        let error = read::<Change>(bytes).unwrap_err();
        assert!(error.to_string().contains("no variant of `Change`"), "{error}");
    }
    assert!(read::<Vec<Change>>(&unknown).is_err());
    assert!(read::<Option<Change>>(&unknown).is_err());
    assert_eq!(read::<Option<Change>>(&[]).unwrap(), None);
    assert!(read::<BTreeMap<u32, Change>>(&[0x0a, 0]).is_err());
    let error = read::<Holder>(&[0x0a, 0]).unwrap_err();
    assert!(error.to_string().contains("Holder.change"), "{error}");
}

#[test]
fn a_default_stands_for_no_variant_that_is_known() {
    for bytes in [&[][..], &[0x0a, 0], &[0x0a, 2, 0x48, 1]] {
        assert_eq!(read::<Formula>(bytes).unwrap(), Formula::Unknown);
    }
    assert_eq!(encoded(&Value(Formula::Unknown)), [0x0a, 2, 0x1a, 0]);
    let holder = read::<Holder>(&[0x0a, 4, 0x12, 2, 0x1a, 0]).unwrap();
    assert_eq!(holder, Holder { name: String::new(), change: Change::Cleared, formula: Formula::Unknown });
}

#[test]
fn the_last_variant_wins_and_one_variant_merges() {
    let bytes = |changes: &[Change]| {
        let all: Vec<u8> = changes.iter().flat_map(prost::Message::encode_to_vec).collect();
        [&[0x0a, u8::try_from(all.len()).unwrap()][..], &all].concat()
    };
    let removed = |key: &str, at| Change::Removed { key: key.to_owned(), at };
    let read = |changes: &[Change]| read::<Change>(&bytes(changes)).unwrap();
    assert_eq!(read(&[removed("a", None), Change::Counted(1)]), Change::Counted(1));
    assert_eq!(read(&[removed("a", None), removed("", Some(1))]), removed("a", Some(1)));
    let put = |entry: Entry| Change::Put(entry);
    let key = Entry { key: "a".to_owned(), ..Entry::default() };
    let numbers = Entry { numbers: vec![1], ..Entry::default() };
    let both = Entry { numbers: vec![1], ..key.clone() };
    assert_eq!(read(&[put(key.clone()), put(numbers.clone())]), put(both));
    let mut change = put(key);
    change.merge(put(numbers).encode_to_vec().as_slice()).unwrap();
    change.merge(Change::Counted(1).encode_to_vec().as_slice()).unwrap();
    assert_eq!(change, Change::Counted(1));
}

#[test]
fn an_error_says_in_which_variant_it_happened() {
    let error = read::<Change>(&[0x0a, 4, 0x12, 2, 0x08, 1]).unwrap_err();
    assert!(error.to_string().contains("Change.Removed.key"), "{error}");
    let error = read::<Change>(&[0x0a, 2, 0x22, 0]).unwrap_err();
    assert!(error.to_string().contains("Change.counted"), "{error}");
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth| (0..depth).fold(Formula::Number(1), |inner, _| Formula::Sum { parts: vec![inner] });
    assert_eq!(read::<Formula>(&encoded(&Value(nested(40)))).unwrap(), nested(40));
    assert!(read::<Formula>(&encoded(&Value(nested(60)))).is_err());
}

#[test]
fn an_enum_with_data_is_described_as_a_message_with_one_oneof() {
    let file = described("kv.v1.Kv", |file| file.method::<(), Value<Holder>>("Watch", UNARY)).file;
    let file = FileDescriptorSet { file: vec![file] };
    let pool = DescriptorPool::from_file_descriptor_set(file).unwrap();
    let change = pool.get_message_by_name("kv.v1.Change").unwrap();
    let oneof = change.oneofs().next().unwrap();
    assert_eq!((oneof.name(), oneof.fields().len()), ("kind", 4));
    let fields: Vec<_> = change.fields().map(|field| (field.number(), field.name().to_owned(), field.kind())).collect();
    let message = |name: &str| Kind::Message(pool.get_message_by_name(name).unwrap());
    assert_eq!(fields[0], (1, "put".to_owned(), message("kv.v1.Entry")));
    assert_eq!(fields[1], (2, "removed".to_owned(), message("kv.v1.Change.Removed")));
    assert_eq!(fields[2], (3, "cleared".to_owned(), message("kv.v1.Change.Cleared")));
    assert_eq!(fields[3], (4, "counted".to_owned(), Kind::Uint32));
    let removed = pool.get_message_by_name("kv.v1.Change.Removed").unwrap();
    assert!(removed.get_field_by_name("at").unwrap().supports_presence());
}
