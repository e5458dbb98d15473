//! A plugin behind limits: a store, services that lend, and streams.
//!
//! `GUARDED_LIMITS` has its limits, by the hour, so that no test lives to see a bucket filled: `10` for all calls together,
//! `10 peer` for each peer's, `10 /proto.KV/Get` for a method's, and commas between them. `GUARDED_LAYER` and
//! `GUARDED_CALLBACK_LAYER` say what the layers do over what it answers and what it calls. `GUARDED_TIMEOUT` has milliseconds
//! and `GUARDED_CONCURRENCY` a number for tower's own layers.

use std::fmt::Debug;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kv::{Kv, KvServer, kv as service};
use pintle::{CallError, RateLimit, Server, Status, Streaming};
use pintle_tests::guarded::{Guarded, GuardedServer};
use pintle_tests::layers::Acting;
use pintle_tests::lending::{Lender, LendingServer};
use tower::limit::ConcurrencyLimitLayer;
use tower::timeout::TimeoutLayer;

#[derive(Default)]
struct Store {
    busy: AtomicUsize,
    busiest: AtomicUsize,
}

impl Kv for Store {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        match key.as_str() {
            "hang" => std::future::pending().await,
            "pause" => {
                tokio::time::sleep(Duration::from_millis(25)).await;
                Ok(Vec::new())
            }
            "busy" => {
                let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
                self.busiest.fetch_max(busy, Ordering::SeqCst);
                for _ in 0..100 {
                    tokio::task::yield_now().await;
                }
                self.busy.fetch_sub(1, Ordering::SeqCst);
                Ok(Vec::new())
            }
            "busiest" => Ok(self.busiest.load(Ordering::SeqCst).to_string().into_bytes()),
            _ => Ok(key.into_bytes()),
        }
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
        .serve(1, KvServer::new(Store::default()))
        .serve(1, LendingServer::new(Lender::default()))
        .serve(1, GuardedServer::new(Streams));
    let limits = std::env::var("GUARDED_LIMITS").unwrap_or_default();
    let server = limits.split(',').filter(|limit| !limit.is_empty()).map(rate_limit).fold(server, Server::rate_limit);
    layered(server)
}

fn layered(mut server: Server) -> Server {
    if let Some(act) = variable("GUARDED_LAYER") {
        server = server.layer(Acting::new(act));
    }
    if let Some(act) = variable("GUARDED_CALLBACK_LAYER") {
        server = server.callback_layer(Acting::new(act));
    }
    if let Some(milliseconds) = variable("GUARDED_TIMEOUT") {
        server = server.layer(TimeoutLayer::new(Duration::from_millis(milliseconds)));
    }
    if let Some(calls) = variable("GUARDED_CONCURRENCY") {
        server = server.layer(ConcurrencyLimitLayer::new(calls));
    }
    server
}

fn variable<T: FromStr<Err: Debug>>(name: &str) -> Option<T> {
    std::env::var(name).ok().map(|text| text.parse().expect("the variables are right"))
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
