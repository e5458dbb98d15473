//! What host and plugin share: the trait.
//!
//! On the wire it is the service of go-plugin's own `grpc` example, `proto.KV`, so that either end may as well be one of
//! Go's.

use pintle::{Status, plugin};

/// A key/value store.
#[plugin(package = "proto", name = "KV", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Kv {
    /// The value under `key`.
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;

    /// Puts `value` under `key`.
    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status>;
}

// The committed `.proto` file is the lock on what travels: a change that older peers do not understand fails here.
pintle::assert_proto!("proto", kv);
