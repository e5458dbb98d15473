//! `Box` and `Arc` are what they point to, and types hold themselves through them.

use std::fmt::Debug;
use std::sync::Arc;

use prost::Message as _;

use super::super::{Field, Value};
use super::{Entry, encoded, entry, read};

/// A list: a message that holds itself in a box.
#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
struct Link {
    number: u32,
    next: Option<Box<Self>>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Twin {
    #[prost(uint32, tag = "1")]
    number: u32,
    #[prost(message, optional, boxed, tag = "2")]
    next: Option<Box<Self>>,
}

/// A formula: an enum that holds itself in boxes.
#[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
#[message(crate = crate)]
enum Formula {
    Negative(Box<Self>),
    Sum { left: Box<Self>, right: Arc<Self> },
    Number(i64),
}

fn assert_same<P: Field + PartialEq + Debug, T: Field>(pointer: P, value: T) {
    let bytes = encoded(&Value(value));
    let pointer = Value(pointer);
    assert_eq!(encoded(&pointer), bytes);
    assert_eq!(read::<P>(&bytes).unwrap(), pointer.0);
}

#[test]
fn a_pointer_travels_as_what_it_points_to() {
    assert_same(Box::new(7_i32), 7_i32);
    assert_same(Arc::new(0_i32), 0_i32);
    assert_same(Arc::new(vec!["a".to_owned()]), vec!["a".to_owned()]);
    assert_same(Some(Box::new(0_u64)), Some(0_u64));
    assert_same(vec![Arc::new(1_u32), Arc::new(0)], vec![1_u32, 0]);
    assert_same(Box::new(entry("k")), entry("k"));
}

#[test]
fn a_message_that_holds_itself_is_the_one_that_prost_derives() {
    let list = Link { number: 1, next: Some(Box::new(Link { number: 0, next: None })) };
    let theirs = Twin { number: 1, next: Some(Box::new(Twin { number: 0, next: None })) };
    assert_eq!(list.encode_to_vec(), theirs.encode_to_vec());
    assert_eq!(Twin::decode(list.encode_to_vec().as_slice()).unwrap(), theirs);
    assert_eq!(read::<Link>(&encoded(&Value(list.clone()))).unwrap(), list);
}

#[test]
fn an_enum_holds_itself() {
    let number = |number| Formula::Number(number);
    let sum = Formula::Sum { left: Box::new(number(1)), right: Arc::new(number(0)) };
    let formula = Formula::Negative(Box::new(sum));
    assert_eq!(read::<Formula>(&encoded(&Value(formula.clone()))).unwrap(), formula);
    // The right side is not there, and a formula has no value for that.
    let error = read::<Formula>(&[0x0a, 6, 0x12, 4, 0x0a, 2, 0x18, 1]).unwrap_err();
    assert!(error.to_string().contains("Formula.Sum.right"), "{error}");
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth| {
        let end = Link { number: 0, next: None };
        (0..depth).fold(end, |next, number| Link { number, next: Some(Box::new(next)) })
    };
    assert!(read::<Link>(&encoded(&Value(nested(90)))).is_ok());
    assert!(read::<Link>(&encoded(&Value(nested(110)))).is_err());
    let nested = |depth| (0..depth).fold(Formula::Number(1), |inner, _| Formula::Negative(Box::new(inner)));
    assert!(read::<Formula>(&encoded(&Value(nested(90)))).is_ok());
    assert!(read::<Formula>(&encoded(&Value(nested(110)))).is_err());
}

#[test]
fn what_others_hold_does_not_change() {
    #[derive(Debug, Clone, PartialEq, pintle_macros::Message)]
    #[message(crate = crate)]
    struct Shared {
        entry: Arc<Entry>,
    }
    let mut shared = Shared { entry: Arc::new(Entry { key: "k".to_owned(), ..Entry::default() }) };
    let held = Arc::clone(&shared.entry);
    let more = Shared { entry: Arc::new(Entry { numbers: vec![1], ..Entry::default() }) };
    prost::Message::merge(&mut shared, more.encode_to_vec().as_slice()).unwrap();
    assert_eq!(*shared.entry, Entry { key: "k".to_owned(), numbers: vec![1], ..Entry::default() });
    assert!(held.numbers.is_empty());
}
