//! Performance: generous limits, which hold on any machine, and the figures, to look at with `--nocapture`.

#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::time::{Duration, Instant};

use futures_util::future::try_join_all;
use pintle::Transport;
use pintle::testing::{self, InProcess, InProcessPlugin};
use store::{Kv, KvClient, KvError, KvServer, Memory, kv};

// region: clients
/// Each client has a connection of its own, and makes a call.
async fn in_parallel(plugin: &InProcessPlugin, clients: usize) -> Duration {
    let before = Instant::now();
    let hosts = try_join_all((0..clients).map(|_| plugin.connect())).await.unwrap();
    let calls = hosts.iter().enumerate().map(async |(number, host)| {
        let store: KvClient = host.client();
        store.put(number.to_string(), vec![1]).await?;
        store.get(number.to_string()).await
    });
    let values: Result<Vec<_>, KvError> = try_join_all(calls).await;
    assert!(values.unwrap().iter().all(|value| *value == Some(vec![1])));
    before.elapsed()
}

#[tokio::test]
async fn ten_and_a_hundred_clients_at_once_are_served_within_five_seconds() {
    for transport in [Transport::Unix, Transport::Tcp] {
        let plugin = InProcess::service(KvServer::new(Memory::default())).listen(transport).start().await.unwrap();
        for clients in [10, 100] {
            let took = in_parallel(&plugin, clients).await;
            println!("{clients} clients over {transport:?}: {took:?}");
            assert!(took < Duration::from_secs(5), "{took:?}");
        }
    }
}
// endregion

// region: start
#[tokio::test]
async fn a_plugin_starts_within_two_seconds_and_stops_within_one() {
    let before = Instant::now();
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let started = before.elapsed();
    plugin.shutdown().await.unwrap();
    report("in this process", started, before.elapsed() - started);

    let before = Instant::now();
    let plugin = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    let started = before.elapsed();
    plugin.shutdown().await.unwrap();
    report("in its own", started, before.elapsed() - started);
}

fn report(place: &str, started: Duration, stopped: Duration) {
    println!("{place}: ready after {started:?}, ended after {stopped:?}");
    assert!(started < Duration::from_secs(2), "{started:?}");
    assert!(stopped < Duration::from_secs(1), "{stopped:?}");
}
// endregion
