//! Durations and times, beside protobuf's own messages.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use prost::Message as _;
use prost_reflect::Kind;

use super::super::Value;
use super::describe::response;
use super::{encoded, read};

#[derive(Clone, PartialEq, prost::Message)]
struct Twin {
    #[prost(message, optional, tag = "1")]
    duration: Option<prost_types::Duration>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct TimeTwin {
    #[prost(message, optional, tag = "1")]
    time: Option<prost_types::Timestamp>,
}

fn duration(seconds: i64, nanos: i32) -> Vec<u8> {
    Twin { duration: Some(prost_types::Duration { seconds, nanos }) }.encode_to_vec()
}

fn time(seconds: i64, nanos: i32) -> Vec<u8> {
    TimeTwin { time: Some(prost_types::Timestamp { seconds, nanos }) }.encode_to_vec()
}

#[test]
fn a_duration_is_protobufs() {
    let table = [
        (Duration::ZERO, 0, 0),
        (Duration::new(1, 5), 1, 5),
        (Duration::from_secs(315_576_000_000), 315_576_000_000, 0),
    ];
    for (ours, seconds, nanos) in table {
        let theirs = duration(seconds, nanos);
        assert_eq!(encoded(&Value(ours)), theirs);
        assert_eq!(read::<Duration>(&theirs).unwrap(), ours);
        assert_eq!(read::<Option<Duration>>(&theirs).unwrap(), Some(ours));
        assert_eq!(encoded(&Value(Some(ours))), theirs);
    }
    assert_eq!(read::<Duration>(&[]).unwrap(), Duration::ZERO);
    assert_eq!(encoded(&Value(Duration::MAX)), duration(315_576_000_000, 0));
    let map = BTreeMap::from([(1_u32, Duration::from_millis(5))]);
    assert_eq!(read::<BTreeMap<u32, Duration>>(&encoded(&Value(map.clone()))).unwrap(), map);
}

#[test]
fn a_duration_out_of_range_is_refused() {
    for (seconds, nanos) in [(-1, 0), (0, -1), (0, 1_000_000_000), (315_576_000_001, 0), (i64::MIN, 0), (0, i32::MIN)] {
        assert!(read::<Duration>(&duration(seconds, nanos)).is_err(), "{seconds} {nanos}");
    }
}

#[test]
fn a_time_is_protobufs() {
    let table = [
        (UNIX_EPOCH, 0, 0),
        (UNIX_EPOCH + Duration::new(1, 5), 1, 5),
        (UNIX_EPOCH - Duration::new(1, 0), -1, 0),
        (UNIX_EPOCH - Duration::new(1, 1), -2, 999_999_999),
        (UNIX_EPOCH - Duration::from_secs(62_135_596_800), -62_135_596_800, 0),
        (UNIX_EPOCH + Duration::new(253_402_300_799, 999_999_999), 253_402_300_799, 999_999_999),
    ];
    for (ours, seconds, nanos) in table {
        let theirs = time(seconds, nanos);
        assert_eq!(encoded(&Value(ours)), theirs);
        assert_eq!(read::<SystemTime>(&theirs).unwrap(), ours);
        assert_eq!(read::<Vec<SystemTime>>(&[&theirs[..], &theirs].concat()).unwrap(), [ours, ours]);
    }
    assert_eq!(read::<SystemTime>(&[]).unwrap(), UNIX_EPOCH);
    assert_eq!(read::<Option<SystemTime>>(&[]).unwrap(), None);
}

#[test]
fn a_time_out_of_range_is_refused() {
    let table = [(0, -1), (0, 1_000_000_000), (-62_135_596_801, 0), (253_402_300_800, 0), (i64::MIN, 0), (i64::MAX, 0)];
    for (seconds, nanos) in table {
        assert!(read::<SystemTime>(&time(seconds, nanos)).is_err(), "{seconds} {nanos}");
    }
}

#[test]
fn both_are_imported() {
    let kind = |message: prost_reflect::MessageDescriptor| {
        let file = message.parent_file().file_descriptor_proto().dependency.clone();
        let Kind::Message(value) = message.get_field_by_name("value").unwrap().kind() else { panic!("a message") };
        (value.full_name().to_owned(), file)
    };
    let duration = kind(response::<Option<Duration>>());
    assert_eq!(duration, ("google.protobuf.Duration".to_owned(), vec!["google/protobuf/duration.proto".to_owned()]));
    let time = kind(response::<BTreeSetOfTimes>());
    assert_eq!(time, ("google.protobuf.Timestamp".to_owned(), vec!["google/protobuf/timestamp.proto".to_owned()]));
}

type BTreeSetOfTimes = std::collections::BTreeSet<SystemTime>;
