//! Maps: by every type that can be a key, to every kind of value.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use pintle::Message;
use proptest_derive::Arbitrary;

use super::strategies::{double, duration, entries, entries_of, float, unordered_entries};
use super::{Change, Item, Mood, Page, Secret, State};

/// A map by each key.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct KeyMaps {
    pub flags: BTreeMap<bool, bool>,
    #[proptest(strategy = "entries()")]
    pub tiny: BTreeMap<i8, i8>,
    #[proptest(strategy = "entries()")]
    pub small: BTreeMap<i16, i16>,
    #[proptest(strategy = "entries()")]
    pub ints: BTreeMap<i32, i32>,
    #[proptest(strategy = "entries()")]
    pub longs: BTreeMap<i64, i64>,
    #[proptest(strategy = "entries()")]
    pub shorts: BTreeMap<u16, u16>,
    #[proptest(strategy = "entries()")]
    pub unsigned: BTreeMap<u32, u32>,
    #[proptest(strategy = "entries()")]
    pub unsigned_longs: BTreeMap<u64, u64>,
    #[proptest(strategy = "entries()")]
    pub words: BTreeMap<String, String>,
}

/// A map to each value that is no integer.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct ValueMaps {
    #[proptest(strategy = "entries_of(float())")]
    pub floats: BTreeMap<u32, f32>,
    #[proptest(strategy = "entries_of(double())")]
    pub doubles: BTreeMap<u32, f64>,
    #[proptest(strategy = "entries()")]
    pub bytes: BTreeMap<u32, Vec<u8>>,
    #[proptest(strategy = "entries()")]
    pub keys: BTreeMap<u32, [u8; 4]>,
    #[proptest(strategy = "entries()")]
    pub states: BTreeMap<u32, State>,
    #[proptest(strategy = "entries()")]
    pub moods: BTreeMap<u32, Mood>,
    #[proptest(strategy = "entries()")]
    pub items: BTreeMap<u32, Item>,
    #[proptest(strategy = "entries()")]
    pub pages: BTreeMap<u32, Page<Item>>,
    #[proptest(strategy = "entries()")]
    pub changes: BTreeMap<u32, Change>,
    #[proptest(strategy = "entries()")]
    pub secrets: BTreeMap<u32, Secret>,
    #[proptest(strategy = "entries_of(duration())")]
    pub durations: BTreeMap<u32, Duration>,
}

/// Maps in no order.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct HashMaps {
    #[proptest(strategy = "unordered_entries()")]
    pub words: HashMap<String, i64>,
    #[proptest(strategy = "unordered_entries()")]
    pub items: HashMap<i32, Item>,
}
