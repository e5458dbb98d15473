//! Random values that proptest has none of, or too many.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::hash::Hash;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use pintle::Prost;
use proptest::arbitrary::{Arbitrary, any};
use proptest::collection::{btree_map, btree_set, hash_map, hash_set, vec};
use proptest::option;
use proptest::strategy::{BoxedStrategy, Strategy};

use super::{Page, Tree};

/// A number that is not minus zero, which prost takes for the default, and leaves out.
pub fn float() -> impl Strategy<Value = f32> {
    any::<f32>().prop_map(|value| if value == 0.0 { 0.0 } else { value })
}

/// A number that is not minus zero, which prost takes for the default, and leaves out.
pub fn double() -> impl Strategy<Value = f64> {
    any::<f64>().prop_map(|value| if value == 0.0 { 0.0 } else { value })
}

/// Some bytes.
pub fn shared() -> impl Strategy<Value = Bytes> {
    any::<Vec<u8>>().prop_map(Bytes::from)
}

/// A short list.
pub fn few<T: Arbitrary>() -> impl Strategy<Value = Vec<T>> {
    vec(any::<T>(), 0..6)
}

/// A small set.
pub fn set<T: Arbitrary + Ord>() -> impl Strategy<Value = BTreeSet<T>> {
    btree_set(any::<T>(), 0..6)
}

/// A small set in no order.
pub fn unordered<T: Arbitrary + Eq + Hash>() -> impl Strategy<Value = HashSet<T>> {
    hash_set(any::<T>(), 0..6)
}

/// A small map in no order.
pub fn unordered_entries<K: Arbitrary + Eq + Hash, V: Arbitrary>() -> impl Strategy<Value = HashMap<K, V>> {
    hash_map(any::<K>(), any::<V>(), 0..6)
}

/// A small map.
pub fn entries<K: Arbitrary + Ord, V: Arbitrary>() -> impl Strategy<Value = BTreeMap<K, V>> {
    entries_of(any::<V>())
}

/// A small map to values of their own.
pub fn entries_of<K: Arbitrary + Ord, V: Strategy>(values: V) -> impl Strategy<Value = BTreeMap<K, V::Value>> {
    btree_map(any::<K>(), values, 0..4)
}

/// A number that no variant has.
pub fn unknown() -> impl Strategy<Value = i32> {
    any::<i32>().prop_filter("it is known", |number| ![0, 5].contains(number))
}

/// A duration that protobuf can say.
pub fn duration() -> impl Strategy<Value = Duration> {
    (0..=315_575_999_999_u64, 0..1_000_000_000_u32).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos))
}

/// A time in the years 1 to 9999.
pub fn time() -> impl Strategy<Value = SystemTime> {
    let before = (0..62_135_596_800_u64).prop_map(|seconds| UNIX_EPOCH - Duration::from_secs(seconds));
    let after = (0..253_402_300_800_u64, 0..1_000_000_000_u32)
        .prop_map(|(seconds, nanos)| UNIX_EPOCH + Duration::new(seconds, nanos));
    proptest::prop_oneof![before, after]
}

/// Any message, whatever it is.
pub fn any_message() -> impl Strategy<Value = prost_types::Any> {
    any::<(String, Vec<u8>)>().prop_map(|(type_url, value)| prost_types::Any { type_url, value })
}

/// A message of prost's.
pub fn prost<S: Strategy>(inner: S) -> impl Strategy<Value = Prost<S::Value>> {
    inner.prop_map(Prost::new)
}

impl<T: Arbitrary + 'static> Arbitrary for Page<T> {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (few(), any::<Option<String>>()).prop_map(|(items, next)| Self { items, next }).boxed()
    }
}

/// A tree of no great height.
pub fn tree() -> impl Strategy<Value = Tree> {
    let leaf = any::<i32>().prop_map(|value| Tree { value, left: None, branches: Vec::new() });
    leaf.prop_recursive(4, 12, 3, |tree| {
        (any::<i32>(), option::of(tree.clone().prop_map(Box::new)), vec(tree, 0..3))
            .prop_map(|(value, left, branches)| Tree { value, left, branches })
    })
}
