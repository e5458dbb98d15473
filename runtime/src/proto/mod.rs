//! The `.proto` file of a trait: what other languages know a service by.
//!
//! [`print()`] makes the text of a description, [`parse`] reads it again.

mod names;
mod parse;
mod print;
mod ranges;
#[cfg(test)]
mod tests;
mod words;

pub use prost_types::FileDescriptorProto;

pub use self::parse::{ParseError, parse};
pub use self::print::print;
