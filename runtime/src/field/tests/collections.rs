//! Sets, arrays, and maps by every key.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use prost_reflect::Kind;

use super::super::{Field, Key, Value};
use super::describe::response;
use super::{encoded, read};

#[test]
fn a_set_is_a_list_without_doubles() {
    let list = encoded(&Value(vec![1_u32, 5, 300]));
    let set = BTreeSet::from([5_u32, 300, 1]);
    assert_eq!(encoded(&Value(set.clone())), list);
    assert_eq!(read::<BTreeSet<u32>>(&list).unwrap(), set);
    assert_eq!(read::<HashSet<u32>>(&list).unwrap(), HashSet::from([1, 5, 300]));
    assert_eq!(read::<BTreeSet<u32>>(&[0x08, 1, 0x0a, 2, 1, 5, 0x08, 5]).unwrap(), BTreeSet::from([1, 5]));
    let words = HashSet::from(["a".to_owned(), String::new()]);
    assert_eq!(read::<HashSet<String>>(&encoded(&Value(words.clone()))).unwrap(), words);
    assert!(encoded(&Value(HashSet::<u32>::new())).is_empty());
}

#[test]
fn an_array_is_bytes_of_one_length() {
    let bytes = encoded(&Value(vec![1_u8, 0, 255]));
    assert_eq!(encoded(&Value([1_u8, 0, 255])), bytes);
    assert_eq!(read::<[u8; 3]>(&bytes).unwrap(), [1, 0, 255]);
    assert_eq!(read::<Option<[u8; 3]>>(&[]).unwrap(), None);
    assert_eq!(read::<Vec<[u8; 1]>>(&[0x0a, 1, 7, 0x0a, 1, 8]).unwrap(), [[7], [8]]);
    assert_eq!(encoded(&Value([0_u8; 2])), [0x0a, 2, 0, 0]);
    assert_eq!(read::<[u8; 0]>(&[]).unwrap(), [0_u8; 0]);
}

#[test]
fn an_array_of_another_length_is_refused() {
    for wrong in [&[][..], &[0x0a, 0], &[0x0a, 1, 7], &[0x0a, 3, 7, 7, 7]] {
        let error = read::<[u8; 2]>(wrong).unwrap_err();
        assert!(error.to_string().contains("instead of 2"), "{error}");
    }
}

#[test]
fn every_integer_bool_and_text_is_a_key() {
    by_key([i8::MIN, 0, i8::MAX]);
    by_key([i16::MIN, 0, i16::MAX]);
    by_key([i32::MIN, 0, i32::MAX]);
    by_key([i64::MIN, 0, i64::MAX]);
    by_key([0, u16::MAX]);
    by_key([0, u32::MAX]);
    by_key([0, u64::MAX]);
    by_key([false, true]);
    by_key(["", "a"].map(str::to_owned));
}

fn by_key<K: Key + Clone + std::fmt::Debug>(keys: impl IntoIterator<Item = K>) {
    let map: BTreeMap<K, String> = keys.into_iter().map(|key| (key.clone(), format!("{key:?}"))).collect();
    assert_eq!(read::<BTreeMap<K, String>>(&encoded(&Value(map.clone()))).unwrap(), map);
    let hashed: HashMap<K, String> = map.into_iter().collect();
    assert_eq!(read::<HashMap<K, String>>(&encoded(&Value(hashed.clone()))).unwrap(), hashed);
    let map = response::<BTreeMap<K, String>>().get_field_by_name("value").unwrap();
    assert!(map.is_map());
}

#[test]
fn sets_and_arrays_are_described() {
    fn value<T: Field>() -> prost_reflect::FieldDescriptor {
        response::<T>().get_field_by_name("value").unwrap()
    }
    assert!(value::<BTreeSet<u32>>().is_list());
    assert_eq!(value::<HashSet<String>>().kind(), Kind::String);
    assert_eq!(value::<[u8; 4]>().kind(), Kind::Bytes);
}
