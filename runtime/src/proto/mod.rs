//! The `.proto` file of a trait: what other languages know a service by, and the lock on what is on the wire.
//!
//! A trait describes itself: `kv::descriptor()`. [`print()`] makes a `.proto` file of the description, [`write()`] puts such
//! files into a folder. Committed beside the trait, the file is what older peers were built with, so one line in the crate
//! of the trait guards it:
//!
//! ```
//! # use pintle::{Status, plugin};
//! # #[plugin(package = "kv.v1")]
//! # pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
//! pintle::assert_proto!("proto", kv);
//! # fn main() {}
//! ```
//!
//! [`assert_proto!`](crate::assert_proto) is a test. It fails when the trait has changed, and says whether older peers
//! understand the change ([`compare`]); if they do, `PINTLE_BLESS=1 cargo test` writes the file. If they do not, each
//! [`Finding`] says what to write instead: `#[field(2)]`, `#[reserved(2, "value")]`, `#[rpc(name = "Get")]`.
//!
//! What the description does not show is not compared: the codes of errors, the range of an `i8`, which is an `int32`, and
//! whether an enum with data has a default: a new argument of one that has none is more than older callers send.

mod compat;
mod difference;
mod drift;
mod error;
mod names;
mod parse;
mod print;
mod ranges;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use prost_types::FileDescriptorProto;

pub use self::compat::{Change, Finding, compare};
pub use self::drift::{Bless, assert_committed, check};
pub use self::error::ProtoError;
pub use self::parse::{ParseError, parse};
pub use self::print::print;
pub use self::write::write;
