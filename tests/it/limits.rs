//! Plugins that take so many calls and no more.

use std::time::Duration;

use futures_util::future::join_all;
use kv::kv as service;
use pintle::{
    CallError, Callback, Code, EndedBy, Error, HandshakeError, Launcher, Multiplex, Plugin, Status, Streaming,
};
use pintle_tests::guarded::{Guarded as _, GuardedClient};
use pintle_tests::lending::{Adder as _, CountedAdder, Lending as _, LendingClient};
use pintle_tests::{Store as _, StoreClient};

use crate::harness::{GUARDED, command, launcher_with};

/// A launcher of the plugin with these limits, by the hour.
fn limited(limits: &str) -> Launcher {
    let mut command = command(GUARDED);
    command.env("GUARDED_LIMITS", limits);
    launcher_with(service::HANDSHAKE, command).0
}

async fn launch(limits: &str) -> Plugin {
    limited(limits).launch().await.unwrap()
}

fn refusal(error: CallError) -> Status {
    match error {
        CallError::Status(status) if status.code() == Code::ResourceExhausted => status,
        other => panic!("{other:?}"),
    }
}

/// Calls `get` until it is refused, and says how often it was not.
async fn gets(store: &StoreClient) -> (u32, Status) {
    let mut admitted = 0;
    loop {
        match store.get("k".to_owned()).await {
            Ok(_) => admitted += 1,
            Err(error) => return (admitted, refusal(error)),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_limit_holds_under_many_callers_at_once() {
    let plugin = launch("100").await;
    let callers = (0..64).map(|caller| {
        let store: StoreClient = plugin.client();
        tokio::spawn(async move { join_all((0..5).map(|call| store.get(format!("{caller}.{call}")))).await })
    });
    let results: Vec<_> = join_all(callers).await.into_iter().flat_map(Result::unwrap).collect();
    assert_eq!(results.len(), 64 * 5);
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 100);
    for status in results.into_iter().filter_map(Result::err).map(refusal) {
        let after = status.retry_after().expect("a refusal has a hint");
        assert!(Duration::ZERO < after && after <= Duration::from_secs(36), "{status:?}");
    }
}

#[tokio::test]
async fn a_limited_plugin_answers_pings_and_ends_when_it_is_told_to() {
    let plugin = launch("1").await;
    let store: StoreClient = plugin.client();
    assert_eq!(gets(&store).await.0, 1);
    for _ in 0..20 {
        plugin.ping(Duration::from_secs(10)).await.unwrap();
        assert_eq!(gets(&store).await.0, 0, "what is not limited is not counted");
    }
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.status.unwrap().code(), exit.by), (Some(0), EndedBy::Shutdown));
}

#[tokio::test]
async fn a_methods_limit_leaves_the_others_alone() {
    let plugin = launch("3 /proto.KV/Get,7").await;
    let store: StoreClient = plugin.client();
    let (admitted, refusal) = gets(&store).await;
    assert_eq!(admitted, 3);
    assert!(refusal.message().contains("/proto.KV/Get"), "{refusal}");
    let puts = join_all((0..10).map(|_| store.put("k".to_owned(), Vec::new()))).await;
    assert_eq!(puts.iter().filter(|result| result.is_ok()).count(), 4, "the refused get was not counted");
}

#[tokio::test]
async fn a_stream_is_one_call() {
    let plugin = launch("2").await;
    let client: GuardedClient = plugin.client();
    let mut numbers = client.download(1000).await.unwrap();
    for expected in 0..1000 {
        assert_eq!(numbers.try_next().await.unwrap(), Some(expected));
    }
    let chunks = Streaming::iter((0..1000).map(|_| vec![0; 1000]));
    assert_eq!(client.upload(chunks).await.unwrap(), 1_000_000);
    refusal(client.download(1).await.unwrap_err());
}

#[tokio::test]
async fn a_call_is_refused_before_its_body_is_read() {
    let plugin = launch("1").await;
    let client: GuardedClient = plugin.client();
    assert_eq!(client.upload(Streaming::iter([])).await.unwrap(), 0);
    // The stream has no end and no item: whoever reads it waits.
    let (_chunks, endless) = Streaming::channel(1);
    let refused = tokio::time::timeout(Duration::from_secs(20), client.upload(endless)).await;
    refusal(refused.expect("nobody waits for the body").unwrap_err());
    // As large as it may be, it does not get in the way of the connection.
    for _ in 0..20 {
        refusal(client.upload(Streaming::iter([vec![0; 8 << 20]])).await.unwrap_err());
    }
    plugin.ping(Duration::from_secs(20)).await.unwrap();
}

#[tokio::test]
async fn what_the_plugin_lends_falls_under_its_limits() {
    for multiplex in [Multiplex::Auto, Multiplex::Off] {
        for limit in ["6", "6 peer"] {
            let plugin = limited(limit).multiplex(multiplex).launch().await.unwrap();
            let lending: LendingClient = plugin.client();
            let adder = lending.lend().await.unwrap();
            for sum in 1..=5 {
                assert_eq!(adder.add(sum, 1).await.unwrap(), sum + 1);
            }
            let refused = adder.add(0, 1).await.unwrap_err();
            assert_eq!(refused.code(), Code::ResourceExhausted, "{multiplex:?}, {limit}");
            assert!(refused.retry_after().is_some());
            refusal(plugin.client::<StoreClient>().get("k".to_owned()).await.unwrap_err());
        }
    }
}

#[tokio::test]
async fn what_the_host_lends_does_not() {
    let plugin = launch("1").await;
    let lending: LendingClient = plugin.client();
    let adder = CountedAdder::default();
    assert_eq!(lending.call(Callback::new(adder.clone()), 50).await.unwrap(), 50);
    assert_eq!(adder.calls(), 50);
    assert_eq!(lending.call(Callback::new(adder), 1).await.unwrap_err().code(), Code::ResourceExhausted);
}

#[tokio::test]
async fn limits_on_methods_that_are_not_there_are_told_all_at_once() {
    let error = limited("1 /proto.KV/Gte,1 /proto.KV/Get,1 proto.KV,1 grpc.health.v1.Health/Check").launch().await;
    let Err(Error::Handshake(HandshakeError::Exited { last_words })) = error else { panic!("{error:?}") };
    let stderr = last_words.stderr.join("\n");
    let unknown = "not served: /proto.KV/Gte, /proto.KV, /grpc.health.v1.Health/Check; those served are /guarded.v1.";
    assert!(stderr.contains(unknown) && stderr.contains("[config.unknown_methods]"), "{stderr}");
}
