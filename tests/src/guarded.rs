//! A service behind limits and layers: what they are tested with, beside the store that Go hosts know and what is lent.

use pintle::{CallError, Streaming, plugin};

/// Calls of the kinds that the others lack.
#[plugin(package = "guarded.v1", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Guarded {
    /// How many bytes come.
    async fn upload(&self, chunks: Streaming<Vec<u8>>) -> Result<u64, CallError>;

    /// The numbers below `count`.
    async fn download(&self, count: u64) -> Result<Streaming<u64>, CallError>;
}
