//! A plugin behind limits: a store, services that lend, and streams.
//!
//! `GUARDED_LIMITS` has its limits, by the hour, so that no test lives to see a bucket filled: `10` for all calls together,
//! `10 peer` for each peer's, `10 /proto.KV/Get` for a method's, and commas between them.

use std::num::NonZeroU32;
use std::time::Duration;

use kv::{Kv, KvServer, kv as service};
use pintle::{CallError, RateLimit, Server, Status, Streaming};
use pintle_tests::guarded::{Guarded, GuardedServer};
use pintle_tests::lending::{Lender, LendingServer};

struct Store;

impl Kv for Store {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        Ok(key.into_bytes())
    }

    async fn put(&self, _key: String, _value: Vec<u8>) -> Result<(), Status> {
        Ok(())
    }
}

struct Streams;

impl Guarded for Streams {
    async fn upload(&self, mut chunks: Streaming<Vec<u8>>) -> Result<u64, CallError> {
        let mut count = 0;
        while let Some(chunk) = chunks.try_next().await? {
            count += chunk.len() as u64;
        }
        Ok(count)
    }

    async fn download(&self, count: u64) -> Result<Streaming<u64>, CallError> {
        Ok(Streaming::iter(0..count))
    }
}

#[pintle::main(handshake = service::HANDSHAKE)]
fn main() -> Server {
    let server = Server::new(service::HANDSHAKE)
        .serve(1, KvServer::new(Store))
        .serve(1, LendingServer::new(Lender::default()))
        .serve(1, GuardedServer::new(Streams));
    let limits = std::env::var("GUARDED_LIMITS").unwrap_or_default();
    limits.split(',').filter(|limit| !limit.is_empty()).map(rate_limit).fold(server, Server::rate_limit)
}

fn rate_limit(text: &str) -> RateLimit {
    let (calls, subject) = text.split_once(' ').unwrap_or((text, ""));
    let calls: NonZeroU32 = calls.parse().expect("a limit begins with a number");
    let limit = RateLimit::per(calls, Duration::from_secs(3600));
    match subject {
        "" => limit,
        "peer" => limit.each_peer(),
        path => limit.method(path),
    }
}
