//! Messages, enums, and what is a message only to protobuf.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use pintle::{Message, Prost};
use proptest::arbitrary::any;
use proptest::collection::vec;
use proptest::option;
use proptest_derive::Arbitrary;

use super::strategies::{any_message, duration, few, prost, time, tree, unknown};

/// A small message.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Item {
    pub name: String,
    pub count: Option<u32>,
}

/// An enum that knows all its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "they only differ")]
pub enum State {
    Idle,
    Active,
    Gone = -3,
}

/// An enum that keeps what it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Arbitrary, Message)]
#[repr(i32)]
#[expect(missing_docs, reason = "they only differ")]
pub enum Mood {
    Unspecified,
    Good = 5,
    #[message(other)]
    Other(#[proptest(strategy = "unknown()")] i32),
}

/// A message with one oneof.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each variant is what it holds")]
pub enum Change {
    Cleared,
    Counted(i64),
    Named(String),
    #[field(7)]
    Put(Item),
    Moved {
        from: String,
        to: Option<String>,
        items: Vec<Item>,
    },
    Became(State),
}

/// A oneof of anything.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each variant is what it holds")]
pub enum Either<L, R> {
    Left(L),
    Right { value: R },
}

/// A list of anything.
#[derive(Debug, Clone, PartialEq, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

/// A message to nobody.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[message(transparent)]
pub struct Secret(pub String);

/// A message that holds itself.
#[derive(Debug, Clone, PartialEq, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Tree {
    pub value: i32,
    pub left: Option<Box<Self>>,
    pub branches: Vec<Self>,
}

/// Messages in all their places.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Messages {
    pub item: Item,
    pub maybe: Option<Item>,
    #[proptest(strategy = "few()")]
    pub items: Vec<Item>,
    pub boxed: Box<Item>,
    pub shared: Arc<Item>,
    pub maybe_shared: Option<Arc<Item>>,
    #[proptest(strategy = "tree()")]
    pub tree: Tree,
    pub page: Page<Item>,
    pub names: Page<String>,
    pub change: Change,
    pub maybe_change: Option<Change>,
    #[proptest(strategy = "few()")]
    pub changes: Vec<Change>,
    pub either: Either<Item, u64>,
    pub secret: Secret,
    pub maybe_secret: Option<Secret>,
    pub state: State,
    pub maybe_state: Option<State>,
    #[proptest(strategy = "few()")]
    pub states: Vec<State>,
    pub mood: Mood,
    #[proptest(strategy = "few()")]
    pub moods: Vec<Mood>,
}

/// Protobuf's own messages.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Times {
    #[proptest(strategy = "duration()")]
    pub duration: Duration,
    #[proptest(strategy = "option::of(duration())")]
    pub maybe_duration: Option<Duration>,
    #[proptest(strategy = "vec(duration(), 0..4)")]
    pub durations: Vec<Duration>,
    #[proptest(strategy = "time()")]
    pub time: SystemTime,
    #[proptest(strategy = "option::of(time())")]
    pub maybe_time: Option<SystemTime>,
    #[proptest(strategy = "any_message()")]
    pub any: prost_types::Any,
    #[proptest(strategy = "vec(any_message(), 0..4)")]
    pub anys: Vec<prost_types::Any>,
    #[proptest(strategy = "option::of(prost(any::<u32>()))")]
    pub limit: Option<Prost<u32>>,
    #[proptest(strategy = "prost(any::<String>())")]
    pub name: Prost<String>,
    #[proptest(strategy = "prost(any::<()>())")]
    pub nothing: Prost<()>,
}
