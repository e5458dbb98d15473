//! What proto3 says of fields, beyond the bytes of one value.

use std::collections::{BTreeMap, HashMap};

use prost::Message as _;

use super::super::{Argument, Field, Request, Value, decode};
use super::{Entry, Tree, encoded, entry, read};

#[test]
fn defaults_stay_off_the_wire() {
    assert!(encoded(&Value(0_i64)).is_empty());
    assert!(encoded(&Value(false)).is_empty());
    assert!(encoded(&Value(0.0_f64)).is_empty());
    assert!(encoded(&Value(String::new())).is_empty());
    assert!(encoded(&Value(None::<String>)).is_empty());
    assert!(encoded(&Value(Vec::<u32>::new())).is_empty());
    assert!(encoded(&Value(HashMap::<String, u32>::new())).is_empty());
}

#[test]
fn minus_zero_is_no_default() {
    let bytes = encoded(&Value(-0.0_f64));
    assert_eq!(bytes, [0x09, 0, 0, 0, 0, 0, 0, 0, 0x80]);
    assert!(read::<f64>(&bytes).unwrap().is_sign_negative());
    assert_eq!(encoded(&Value(-0.0_f32)), [0x0d, 0, 0, 0, 0x80]);
}

#[test]
fn a_nan_keeps_its_bits() {
    let payload = f64::from_bits(0x7ff8_0000_dead_beef);
    let back = read::<f64>(&encoded(&Value(payload))).unwrap();
    assert_eq!(back.to_bits(), payload.to_bits());
}

#[test]
fn a_number_may_be_longer_than_it_need_be() {
    assert_eq!(read::<u32>(&[0x08, 0x81, 0x80, 0x80, 0x00]).unwrap(), 1);
    assert_eq!(read::<u32>(&[0x88, 0x00, 1]).unwrap(), 1, "so may its key");
    assert_eq!(read::<u32>(&[0x08, 0x81, 0x80, 0x80, 0x80, 0x10]).unwrap(), 1, "bits past the type are cut off");
    assert!(read::<bool>(&[0x08, 0x80, 0x02]).unwrap());
    let endless = [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    assert!(read::<u64>(&endless).is_err());
}

#[test]
fn a_message_is_written_even_when_empty() {
    assert_eq!(encoded(&Value(Entry::default())), [0x0a, 0]);
    assert_eq!(read::<Entry>(&[]).unwrap(), Entry::absent().unwrap());
}

#[test]
fn absent_and_default_are_told_apart_by_an_option() {
    assert_eq!(read::<Option<u32>>(&[]).unwrap(), None);
    assert_eq!(read::<Option<u32>>(&[0x08, 0]).unwrap(), Some(0));
    assert_eq!(read::<Option<Entry>>(&[0x0a, 0]).unwrap(), Some(Entry::absent().unwrap()));
}

#[test]
fn lists_of_numbers_are_read_packed_and_unpacked_and_mixed() {
    let packed = [0x0a, 3, 1, 0xac, 0x02];
    let unpacked = [0x08, 1, 0x08, 0xac, 0x02];
    assert_eq!(read::<Vec<u32>>(&packed).unwrap(), [1, 300]);
    assert_eq!(read::<Vec<u32>>(&unpacked).unwrap(), [1, 300]);
    let mixed = [packed.as_slice(), unpacked.as_slice()].concat();
    assert_eq!(read::<Vec<u32>>(&mixed).unwrap(), [1, 300, 1, 300]);
    assert_eq!(read::<Vec<f32>>(&[0x0d, 0, 0, 0xc0, 0x3f]).unwrap(), [1.5]);
}

#[test]
fn the_last_value_wins() {
    assert_eq!(read::<u32>(&[0x08, 1, 0x08, 2]).unwrap(), 2);
    assert_eq!(read::<String>(&[0x0a, 2, b'a', b'b', 0x0a, 1, b'c']).unwrap(), "c");
    assert_eq!(read::<Option<u32>>(&[0x08, 1, 0x08, 0]).unwrap(), Some(0));
}

#[test]
fn messages_merge() {
    let first = Entry { key: "a".to_owned(), numbers: vec![1], ..Entry::default() };
    let second = Entry { value: Some(vec![9]), numbers: vec![2], ..Entry::default() };
    let both = Entry { numbers: vec![1, 2], key: "a".to_owned(), value: Some(vec![9]), ..Entry::default() };
    let bytes = [encoded(&Value(first)), encoded(&Value(second))].concat();
    assert_eq!(read::<Entry>(&bytes).unwrap(), both);
    assert_eq!(read::<Option<Entry>>(&bytes).unwrap(), Some(both));
}

#[test]
fn an_entry_of_a_map_may_lack_key_or_value_and_come_twice() {
    let empty = [0x0a, 0];
    assert_eq!(read::<BTreeMap<u32, Entry>>(&empty).unwrap(), BTreeMap::from([(0, Entry::absent().unwrap())]));
    let twice = [0x0a, 4, 0x08, 1, 0x10, 5, 0x0a, 4, 0x08, 1, 0x10, 6];
    assert_eq!(read::<HashMap<u32, u32>>(&twice).unwrap(), HashMap::from([(1, 6)]));
    let turned = [0x0a, 4, 0x10, 5, 0x08, 1];
    assert_eq!(read::<HashMap<u32, u32>>(&turned).unwrap(), HashMap::from([(1, 5)]));
}

#[test]
fn a_message_that_says_nothing_is_left_out_of_a_map() {
    let map = BTreeMap::from([(1, Entry::default()), (2, entry("k"))]);
    let bytes = encoded(&Value(map.clone()));
    assert_eq!(bytes[..4], [0x0a, 2, 0x08, 1]);
    assert_eq!(read::<BTreeMap<u32, Entry>>(&bytes).unwrap(), map);
}

#[test]
fn unknown_fields_are_skipped() {
    let varint = [0x10, 5];
    let fixed = [0x1d, 0, 0, 0, 0];
    let text = [0x22, 2, b'h', b'i'];
    let group = [0x2b, 0x08, 1, 0x2c];
    let known = [0x08, 7];
    let bytes = [&varint[..], &fixed, &known, &text, &group].concat();
    assert_eq!(read::<u32>(&bytes).unwrap(), 7);
    assert!(decode::<()>(&mut bytes.as_slice()).is_ok());
    assert!(Tree::decode(&text[..]).is_ok());
}

#[test]
fn a_cleared_message_is_the_empty_one() {
    let mut message = entry("k");
    message.clear();
    assert_eq!(message, Entry::absent().unwrap());
}

#[test]
fn a_request_numbers_its_fields_as_the_method_says() {
    struct Client;
    impl Argument<0, 0> for Client {
        const NAME: &'static str = "key";
        const TAG: u32 = 3;
        type Type = String;
    }
    impl Argument<0, 1> for Client {
        const NAME: &'static str = "by";
        const TAG: u32 = 1;
        type Type = i64;
    }
    let request = Request::<Client, 0, 2>(("k".to_owned(), 5));
    let bytes = encoded(&request);
    assert_eq!(bytes, [0x1a, 1, b'k', 0x08, 5]);
    let Request(values) = decode::<Request<Client, 0, 2>>(&mut bytes.as_slice()).unwrap();
    assert_eq!(values, ("k".to_owned(), 5));
    let Request(values) = decode::<Request<Client, 0, 2>>(&mut [].as_slice()).unwrap();
    assert_eq!(values, (String::new(), 0));
    assert!(encoded(&Request::<Client, 0, 0>(())).is_empty());
}
