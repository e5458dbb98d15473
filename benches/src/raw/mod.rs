//! The service without pintle: what tonic and prost generate for `tests/go/kv/kv.proto`, written out.

mod client;
mod server;
mod trust;

pub use client::RawClient;
pub use server::RawServer;
pub use trust::{PeerTls, Trust};

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Hash, prost::Message)]
pub struct GetRequest {
    /// The key.
    #[prost(string, tag = "1")]
    pub key: String,
}

/// What is under a key.
#[derive(Clone, PartialEq, Eq, Hash, prost::Message)]
pub struct GetResponse {
    /// The value.
    #[prost(bytes = "vec", tag = "1")]
    pub value: Vec<u8>,
}

/// What is to be stored.
#[derive(Clone, PartialEq, Eq, Hash, prost::Message)]
pub struct PutRequest {
    /// The key.
    #[prost(string, tag = "1")]
    pub key: String,
    /// The value.
    #[prost(bytes = "vec", tag = "2")]
    pub value: Vec<u8>,
}

/// Nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, prost::Message)]
pub struct Empty {}

const GET: &str = "/proto.KV/Get";
const PUT: &str = "/proto.KV/Put";
/// Lets the largest payload through.
const MESSAGE_LIMIT: usize = i32::MAX as usize;
