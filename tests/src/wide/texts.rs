//! Strings and bytes.

use bytes::Bytes;
use pintle::Message;
use proptest::collection::vec;
use proptest::option;
use proptest_derive::Arbitrary;

use super::strategies::shared;

/// Everything that is a run of bytes.
#[derive(Debug, Clone, PartialEq, Arbitrary, Message)]
#[expect(missing_docs, reason = "each field is its type")]
pub struct Texts {
    pub text: String,
    pub bytes: Vec<u8>,
    #[proptest(strategy = "shared()")]
    pub shared: Bytes,
    pub key: [u8; 4],
    pub maybe_text: Option<String>,
    pub maybe_bytes: Option<Vec<u8>>,
    #[proptest(strategy = "option::of(shared())")]
    pub maybe_shared: Option<Bytes>,
    pub maybe_key: Option<[u8; 4]>,
    #[proptest(strategy = "super::strategies::few()")]
    pub texts: Vec<String>,
    #[proptest(strategy = "super::strategies::few()")]
    pub chunks: Vec<Vec<u8>>,
    #[proptest(strategy = "vec(shared(), 0..4)")]
    pub shared_chunks: Vec<Bytes>,
    #[proptest(strategy = "super::strategies::few()")]
    pub keys: Vec<[u8; 4]>,
}
