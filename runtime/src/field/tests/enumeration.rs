//! Enums without data, beside the enums that prost derives.

use std::collections::BTreeMap;

use prost::Message as _;
use prost_reflect::{DescriptorPool, Kind};
use prost_types::{FileDescriptorProto, FileDescriptorSet};

use super::super::{Field, Value};
use super::{UNARY, described, encoded, read};

#[derive(Debug, Clone, Copy, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum KvState {
    Active = 1,
    Idle = 0,
    Broken = -7,
    ToBeRemoved,
}

#[derive(Debug, Clone, Copy, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum Open {
    Unspecified,
    Known,
    #[message(other)]
    Other(i32),
}

#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Ours {
    one: KvState,
    optional: Option<KvState>,
    list: Vec<KvState>,
    map: BTreeMap<String, KvState>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Theirs {
    #[prost(enumeration = "Twin", tag = "1")]
    one: i32,
    #[prost(enumeration = "Twin", optional, tag = "2")]
    optional: Option<i32>,
    #[prost(enumeration = "Twin", repeated, tag = "3")]
    list: Vec<i32>,
    #[prost(btree_map = "string, enumeration(Twin)", tag = "4")]
    map: BTreeMap<String, i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, prost::Enumeration)]
#[repr(i32)]
enum Twin {
    Idle = 0,
    Active = 1,
    Broken = -7,
    ToBeRemoved = -6,
}

#[test]
fn an_enum_is_the_one_that_prost_derives() {
    use KvState::{Active, Broken, Idle, ToBeRemoved};
    let map = BTreeMap::from([("a".to_owned(), Active), ("b".to_owned(), Idle)]);
    let rows = [
        Ours { one: Idle, optional: None, list: vec![], map: BTreeMap::new() },
        Ours { one: Active, optional: Some(Idle), list: vec![Idle, Active, Broken], map },
        Ours { one: ToBeRemoved, optional: Some(Broken), list: vec![Idle], map: BTreeMap::new() },
    ];
    for ours in rows {
        let number = |state: &KvState| *state as i32;
        let theirs = Theirs {
            one: number(&ours.one),
            optional: ours.optional.as_ref().map(number),
            list: ours.list.iter().map(number).collect(),
            map: ours.map.iter().map(|(key, state)| (key.clone(), number(state))).collect(),
        };
        let bytes = theirs.encode_to_vec();
        assert_eq!(ours.encode_to_vec(), bytes);
        let in_field = encoded(&Value(ours.clone()));
        assert_eq!(in_field[2..], bytes);
        assert_eq!(read::<Ours>(&in_field).unwrap(), ours);
    }
}

#[test]
fn a_number_without_a_variant_is_refused() {
    for bytes in [&[0x08, 2][..], &[0x0a, 1, 2]] {
        let error = read::<Vec<KvState>>(bytes).unwrap_err();
        assert!(error.to_string().contains("2 is no `KvState`"), "{error}");
    }
    assert!(read::<KvState>(&[0x08, 2]).is_err());
    assert!(read::<Option<KvState>>(&[0x08, 2]).is_err());
    assert!(read::<BTreeMap<u32, KvState>>(&[0x0a, 2, 0x10, 2]).is_err());
    let nested = read::<Ours>(&[0x0a, 2, 0x08, 2]).unwrap_err();
    assert!(nested.to_string().contains("Ours.one"), "{nested}");
}

#[test]
fn a_number_without_a_variant_is_kept_where_there_is_a_place_for_it() {
    assert_eq!(read::<Open>(&[0x08, 1]).unwrap(), Open::Known);
    assert_eq!(read::<Open>(&[]).unwrap(), Open::Unspecified);
    let bytes = encoded(&Value(vec![Open::Other(9), Open::Unspecified, Open::Other(-1)]));
    assert_eq!(read::<Vec<Open>>(&bytes).unwrap(), [Open::Other(9), Open::Unspecified, Open::Other(-1)]);
    assert_eq!(bytes[2..4], [9, 0]);
}

#[test]
fn a_value_of_another_wire_type_is_refused() {
    assert!(read::<KvState>(&[0x0d, 0, 0, 0, 0]).is_err());
    assert!(read::<KvState>(&[0x0a, 0]).is_err());
}

#[test]
fn an_enum_is_described_with_zero_first_and_its_name_before_every_value() {
    let file = file::<Ours>();
    let values: Vec<_> = file.enum_type[0].value.iter().map(|value| (value.name(), value.number())).collect();
    let expected =
        [("KV_STATE_IDLE", 0), ("KV_STATE_ACTIVE", 1), ("KV_STATE_BROKEN", -7), ("KV_STATE_TO_BE_REMOVED", -6)];
    assert_eq!(values, expected);
    let pool = pool(file);
    let described = pool.get_enum_by_name("kv.v1.KvState").unwrap();
    let message = pool.get_message_by_name("kv.v1.Ours").unwrap();
    let field = |name: &str| message.get_field_by_name(name).unwrap();
    assert_eq!(field("one").kind(), Kind::Enum(described));
    assert!(!field("one").supports_presence());
    assert!(field("optional").supports_presence());
    assert!(field("list").is_packed());
}

#[test]
fn values_of_one_name_are_set_apart() {
    #[derive(pintle_macros::Message)]
    #[message(crate = crate)]
    enum Kv {
        StateIdle,
    }
    #[derive(pintle_macros::Message)]
    #[message(crate = crate)]
    struct Both {
        first: KvState,
        second: Kv,
        again: Vec<Kv>,
    }
    let pool = pool(file::<Both>());
    let second = pool.get_enum_by_name("kv.v1.Kv2").unwrap();
    assert_eq!(second.default_value().name(), "KV2_STATE_IDLE");
}

fn file<T: Field>() -> FileDescriptorProto {
    described("kv.v1.Store", |file| file.method::<(), Value<T>>("Get", UNARY)).file
}

fn pool(file: FileDescriptorProto) -> DescriptorPool {
    DescriptorPool::from_file_descriptor_set(FileDescriptorSet { file: vec![file] }).unwrap()
}
