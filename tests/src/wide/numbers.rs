//! Numbers, alone and in an `Option`.

use pintle::Message;
use proptest_derive::Arbitrary;

use super::strategies::{double, float};

/// Every number, once.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Numbers {
    pub flag: bool,
    pub tiny: i8,
    pub small: i16,
    pub int: i32,
    pub long: i64,
    pub byte: u8,
    pub short: u16,
    pub unsigned: u32,
    pub unsigned_long: u64,
    #[proptest(strategy = "float()")]
    pub float: f32,
    #[proptest(strategy = "double()")]
    pub double: f64,
}

/// Every number, perhaps.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct MaybeNumbers {
    pub flag: Option<bool>,
    pub tiny: Option<i8>,
    pub small: Option<i16>,
    pub int: Option<i32>,
    pub long: Option<i64>,
    pub byte: Option<u8>,
    pub short: Option<u16>,
    pub unsigned: Option<u32>,
    pub unsigned_long: Option<u64>,
    pub float: Option<f32>,
    #[field(1000)]
    pub double: Option<f64>,
}
