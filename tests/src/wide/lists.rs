//! Lists of numbers, lists of one length, and sets; lists of anything else are beside what they hold.

use std::collections::{BTreeSet, HashSet};

use pintle::Message;
use proptest_derive::Arbitrary;

use super::strategies::{few, set, unordered};
use super::{Item, State};

/// A list of each number; `Vec<u8>` is none.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Lists {
    #[proptest(strategy = "few()")]
    pub flags: Vec<bool>,
    #[proptest(strategy = "few()")]
    pub tiny: Vec<i8>,
    #[proptest(strategy = "few()")]
    pub small: Vec<i16>,
    #[proptest(strategy = "few()")]
    pub ints: Vec<i32>,
    #[proptest(strategy = "few()")]
    pub longs: Vec<i64>,
    #[proptest(strategy = "few()")]
    pub shorts: Vec<u16>,
    #[proptest(strategy = "few()")]
    pub unsigned: Vec<u32>,
    #[proptest(strategy = "few()")]
    pub unsigned_longs: Vec<u64>,
    #[proptest(strategy = "few()")]
    pub floats: Vec<f32>,
    #[proptest(strategy = "few()")]
    pub doubles: Vec<f64>,
}

/// Lists of one length.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Arrays {
    pub point: [f64; 3],
    pub pair: [i16; 2],
    pub names: [String; 2],
    pub items: [Item; 2],
    pub states: Box<[State; 3]>,
    pub none: [u64; 0],
}

/// Lists that say nothing twice.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Sets {
    #[proptest(strategy = "set()")]
    pub ordered: BTreeSet<i64>,
    #[proptest(strategy = "set()")]
    pub words: BTreeSet<String>,
    #[proptest(strategy = "unordered()")]
    pub hashed: HashSet<u32>,
    #[proptest(strategy = "unordered()")]
    pub hashed_words: HashSet<String>,
}
