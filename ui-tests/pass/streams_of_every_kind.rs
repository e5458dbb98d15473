//! Streams in both directions, aliases of results, defaults of type parameters, and arguments on both sides of a stream.

use pintle::{CallError, Context, Status, Streaming, plugin};

type Lines = Streaming<String, CallError>;

#[plugin(package = "log.v1")]
pub trait Log {
    async fn follow(&self, start: u64) -> Result<Lines, CallError>;
    async fn append(&self, lines: Streaming<String>) -> Result<u64, Status>;
    async fn replace(&self, it: Context, name: String, lines: pintle::Streaming<String>, at: u64) -> Result<(), Status>;
    async fn grep(&self, lines: Streaming<Vec<String>, CallError>) -> Result<Lines, CallError>;
}

fn main() {}
