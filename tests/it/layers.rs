//! tower's layers at both ends: over what the host calls and over what it lends, on the main connection and on others.

use std::error::Error as _;
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use kv::kv as service;
use pintle::{
    Attacher, CallError, Callback, Client as _, Code, Context, EndedBy, Event, Launcher, Multiplex, Plugin, Security,
    Status, Streaming, Supervision,
};
use pintle_tests::guarded::{Guarded as _, GuardedClient};
use pintle_tests::layers::{Act, Acting};
use pintle_tests::lending::{Adder as _, CountedAdder, Lending as _, LendingClient};
use pintle_tests::{Store as _, StoreClient};
use tower::limit::ConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower::timeout::TimeoutLayer;
use tower::timeout::error::Elapsed;

use crate::harness::{GUARDED, command, launcher_with};

/// Where callbacks go.
const ROADS: [Multiplex; 2] = [Multiplex::Auto, Multiplex::Off];

fn guarded(variables: &[(&str, &str)]) -> Launcher {
    let mut command = command(GUARDED);
    command.envs(variables.iter().copied());
    launcher_with(service::HANDSHAKE, command).0
}

/// All is well with a plugin: its layers concern `Get` and `Add` alone.
async fn is_well(plugin: Plugin) {
    plugin.client::<StoreClient>().put("k".to_owned(), Vec::new()).await.unwrap();
    plugin.ping(Duration::from_secs(10)).await.unwrap();
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.status.unwrap().code(), exit.by), (Some(0), EndedBy::Shutdown));
}

async fn get(plugin: &Plugin, key: &str) -> Result<Vec<u8>, CallError> {
    plugin.client::<StoreClient>().get(key.to_owned()).await
}

/// A call of what the plugin has lent.
async fn add(plugin: &Plugin) -> Result<i64, Status> {
    plugin.client::<LendingClient>().lend().await.unwrap().add(1, 2).await
}

/// A call of the plugin's, of what the host has lent.
async fn called_back(plugin: &Plugin) -> Result<i64, Status> {
    plugin.client::<LendingClient>().call(Callback::new(CountedAdder::default()), 3).await
}

/// What a host learns of a layer at the answering end: the code, and a part of the text.
const ANSWERS: [(Act, Code, &str); 4] = [
    (Act::Fail, Code::Unknown, "the layer says no"),
    (Act::Refuse, Code::PermissionDenied, "not you"),
    (Act::Panic, Code::Internal, "a layer panicked"),
    (Act::Forget, Code::Unknown, "without the extensions"),
];

#[tokio::test]
async fn a_layer_over_what_a_plugin_serves_fails_with_a_status_on_every_connection() {
    for multiplex in ROADS {
        for (act, code, text) in ANSWERS {
            let launcher = guarded(&[("GUARDED_LAYER", &format!("{act:?}"))]).multiplex(multiplex);
            let plugin = launcher.launch().await.unwrap();
            for _ in 0..2 {
                let CallError::Status(main) = get(&plugin, "k").await.unwrap_err() else { panic!("{act:?}") };
                let lent = add(&plugin).await.unwrap_err();
                for status in [main, lent] {
                    assert!(status.code() == code && status.message().contains(text), "{act:?}: {status:?}");
                }
            }
            assert_eq!(called_back(&plugin).await.unwrap(), 3, "{act:?}: what the plugin calls is another matter");
            is_well(plugin).await;
        }
    }
}

#[tokio::test]
async fn a_layer_over_what_a_host_lends_fails_with_a_status() {
    for multiplex in ROADS {
        for (act, code, text) in ANSWERS {
            let layer = Acting::new(act);
            let launcher = guarded(&[]).multiplex(multiplex).callback_layer(layer.clone());
            let plugin = launcher.launch().await.unwrap();
            let status = called_back(&plugin).await.unwrap_err();
            assert!(status.code() == code && status.message().contains(text), "{act:?}: {status:?}");
            assert_eq!(layer.calls(), 1);
            assert_eq!(add(&plugin).await.unwrap(), 3, "{act:?}: what the host calls is another matter");
            get(&plugin, "k").await.unwrap();
            is_well(plugin).await;
        }
    }
}

#[tokio::test]
async fn a_layer_over_a_hosts_calls_fails_with_what_it_says() {
    for multiplex in ROADS {
        let layer = Acting::new(Act::Fail);
        let plugin = guarded(&[]).multiplex(multiplex).layer(layer.clone()).launch().await.unwrap();
        let CallError::Layer { source } = get(&plugin, "k").await.unwrap_err() else { panic!() };
        assert_eq!(source.to_string(), "the layer says no");
        assert_eq!(layer.calls(), 1, "neither pings nor the launch are its business");
        let status = add(&plugin).await.unwrap_err();
        assert_eq!((status.code(), status.message()), (Code::Unknown, "a layer ended the call: the layer says no"));
        assert_eq!(layer.calls(), 3, "on the callback's connection too");
        is_well(plugin).await;

        let plugin = guarded(&[]).multiplex(multiplex).layer(Acting::new(Act::Forget)).launch().await.unwrap();
        let CallError::Layer { source } = get(&plugin, "k").await.unwrap_err() else { panic!() };
        assert!(source.to_string().contains("without the extensions"));
        is_well(plugin).await;

        let plugin = guarded(&[]).multiplex(multiplex).layer(Acting::new(Act::Refuse)).launch().await.unwrap();
        let CallError::Status(status) = get(&plugin, "k").await.unwrap_err() else { panic!() };
        for status in [status, add(&plugin).await.unwrap_err()] {
            assert_eq!(status, Status::new(Code::PermissionDenied, "not you"));
        }
        is_well(plugin).await;
    }
}

#[tokio::test]
async fn a_layer_over_a_hosts_calls_that_panics_panics_where_the_call_is_made() {
    let plugin = guarded(&[]).layer(Acting::new(Act::Panic)).launch().await.unwrap();
    let caller = plugin.clone();
    let call = tokio::spawn(async move { get(&caller, "k").await });
    assert!(call.await.unwrap_err().is_panic());
    is_well(plugin).await;
}

#[tokio::test]
async fn a_layer_over_a_plugins_calls_fails_with_what_it_says() {
    let table = [
        (Act::Fail, Code::Unknown, "a layer ended the call: the layer says no"),
        (Act::Refuse, Code::PermissionDenied, "not you"),
        (Act::Panic, Code::Internal, "the plugin panicked while it answered this call"),
    ];
    for multiplex in ROADS {
        for (act, code, text) in table {
            let launcher = guarded(&[("GUARDED_CALLBACK_LAYER", &format!("{act:?}"))]).multiplex(multiplex);
            let plugin = launcher.launch().await.unwrap();
            assert_eq!(called_back(&plugin).await.unwrap_err(), Status::new(code, text));
            get(&plugin, "k").await.unwrap();
            assert_eq!(add(&plugin).await.unwrap(), 3, "{act:?}: what the host calls is another matter");
            is_well(plugin).await;
        }
    }
}

#[tokio::test]
async fn a_layer_sees_and_sends_metadata_at_either_end() {
    let at_plugin = guarded(&[("GUARDED_LAYER", "Mark")]).launch().await.unwrap();
    let at_host = guarded(&[]).layer(Acting::new(Act::Mark)).launch().await.unwrap();
    for plugin in [at_plugin, at_host] {
        let cx = Context::new();
        cx.send("sent", "a word").unwrap();
        let adder = plugin.client::<LendingClient>().lend().await.unwrap();
        plugin.client::<StoreClient>().with(cx.clone()).get("k".to_owned()).await.unwrap();
        assert_eq!(cx.metadata().get("seen"), Some("a word"));
        let cx = cx.child();
        cx.send("sent", "another").unwrap();
        adder.with(cx.clone()).add(1, 2).await.unwrap();
        assert_eq!(cx.metadata().get("seen"), Some("another"));
    }
}

#[tokio::test]
async fn what_takes_too_long_for_a_layer_ends_at_either_end() {
    let plugin = guarded(&[("GUARDED_TIMEOUT", "100")]).launch().await.unwrap();
    let CallError::Status(status) = get(&plugin, "hang").await.unwrap_err() else { panic!() };
    assert_eq!(status.code(), Code::DeadlineExceeded);
    is_well(plugin).await;

    let plugin = guarded(&[]).layer(TimeoutLayer::new(Duration::from_millis(100))).launch().await.unwrap();
    let CallError::Layer { source } = get(&plugin, "hang").await.unwrap_err() else { panic!() };
    assert!(source.is::<Elapsed>(), "{source:?}");
    is_well(plugin).await;
}

#[tokio::test]
async fn a_limit_on_calls_at_a_time_holds_at_either_end() {
    let busiest = async |plugin: Plugin| {
        let results = join_all((0..64).map(|_| get(&plugin, "busy"))).await;
        assert!(results.iter().all(Result::is_ok), "who waits is answered in the end: {results:?}");
        let busiest = get(&plugin, "busiest").await.unwrap();
        String::from_utf8(busiest).unwrap().parse::<u32>().unwrap()
    };
    assert!(busiest(guarded(&[]).launch().await.unwrap()).await > 3, "without a limit");
    assert_eq!(busiest(guarded(&[("GUARDED_CONCURRENCY", "3")]).launch().await.unwrap()).await, 3);
    assert_eq!(busiest(guarded(&[]).layer(ConcurrencyLimitLayer::new(3)).launch().await.unwrap()).await, 3);
}

#[tokio::test]
async fn the_last_layer_added_sees_a_call_first() {
    let (outer, inner) = (Acting::new(Act::Fail), Acting::new(Act::Pass));
    let plugin = guarded(&[]).layer(inner.clone()).layer(outer.clone()).launch().await.unwrap();
    get(&plugin, "k").await.unwrap_err();
    assert_eq!((outer.calls(), inner.calls()), (1, 0));
    plugin.client::<StoreClient>().put("k".to_owned(), Vec::new()).await.unwrap();
    assert_eq!((outer.calls(), inner.calls()), (2, 1));
}

#[tokio::test]
async fn a_lost_plugin_is_told_as_such_behind_layers_too() {
    let layers =
        tower::ServiceBuilder::new().layer(TimeoutLayer::new(Duration::from_secs(60))).layer(LoadShedLayer::new());
    let plugin = guarded(&[]).layer(layers).launch().await.unwrap();
    get(&plugin, "k").await.unwrap();
    let caller = plugin.clone();
    let pending = tokio::spawn(async move { get(&caller, "hang").await });
    kill(&plugin);
    for lost in [pending.await.unwrap(), get(&plugin, "k").await] {
        let error = lost.unwrap_err();
        assert!(matches!(error, CallError::PluginExited { .. }), "{error:?}: {:?}", error.source());
    }
}

#[tokio::test]
async fn calls_that_wait_in_a_layer_are_finished_before_the_plugin_ends() {
    let plugin = guarded(&[("GUARDED_CONCURRENCY", "1")]).launch().await.unwrap();
    let calls = join_all((0..8).map(|_| get(&plugin, "pause")));
    let (results, exit) = futures_util::join!(calls, plugin.shutdown());
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(exit.unwrap().by, EndedBy::Shutdown);
}

#[tokio::test]
async fn streams_large_messages_and_failures_pass_layers_as_they_are() {
    let (over_calls, over_lent) = (Acting::new(Act::Pass), Acting::new(Act::Pass));
    let launcher = guarded(&[("GUARDED_LAYER", "Pass"), ("GUARDED_CALLBACK_LAYER", "Pass")]);
    let plugin = launcher.layer(over_calls.clone()).callback_layer(over_lent.clone()).launch().await.unwrap();
    let streams: GuardedClient = plugin.client();
    let chunks = Streaming::iter((0..100).map(|_| vec![7; 100_000]));
    assert_eq!(streams.upload(chunks).await.unwrap(), 10_000_000);
    let mut numbers = streams.download(1000).await.unwrap();
    for expected in 0..1000 {
        assert_eq!(numbers.try_next().await.unwrap(), Some(expected));
    }
    assert_eq!(numbers.try_next().await.unwrap(), None);
    let large = "x".repeat(5 << 20);
    assert_eq!(get(&plugin, &large).await.unwrap(), large.into_bytes());
    let failure = plugin.client::<LendingClient>().count(1).await.unwrap_err();
    assert_eq!(failure, Status::new(Code::FailedPrecondition, "it keeps none"));
    assert_eq!((called_back(&plugin).await.unwrap(), add(&plugin).await.unwrap()), (3, 3));
    assert_eq!((over_calls.calls(), over_lent.calls()), (7, 3));
    is_well(plugin).await;
}

#[tokio::test]
async fn layers_stand_before_every_generation_of_a_supervised_plugin() {
    let (over_calls, over_lent) = (Acting::new(Act::Pass), Acting::new(Act::Pass));
    let launcher = guarded(&[]).layer(over_calls.clone()).callback_layer(over_lent.clone());
    let supervised = launcher.supervised(Supervision::default()).await.unwrap();
    let lending: LendingClient = supervised.client();
    let mut events = supervised.events();
    for generation in 1..=2 {
        assert_eq!(lending.call(Callback::new(CountedAdder::default()), 3).await.unwrap(), 3);
        assert_eq!((over_calls.calls(), over_lent.calls()), (generation, 3 * generation));
        kill(&supervised.plugin().unwrap());
        let is_next = |event| matches!(event, Event::Started { generation: number, .. } if number > generation.into());
        let started = async { while !is_next(events.next().await.unwrap()) {} };
        tokio::time::timeout(Duration::from_secs(20), started).await.unwrap();
    }
    assert!(supervised.shutdown().await.unwrap().is_some());
}

#[tokio::test]
async fn layers_stand_over_an_attached_plugin_too() {
    let plugin = guarded(&[]).security(Security::Plaintext).launch().await.unwrap();
    let (over_calls, over_lent) = (Acting::new(Act::Pass), Acting::new(Act::Pass));
    let attacher = Attacher::new(service::HANDSHAKE, plugin.reattach()).layer(over_calls.clone());
    let attached = attacher.callback_layer(over_lent.clone()).attach().await.unwrap();
    let lending: LendingClient = attached.client();
    assert_eq!(lending.call(Callback::new(CountedAdder::default()), 3).await.unwrap(), 3);
    assert_eq!((over_calls.calls(), over_lent.calls()), (1, 3));
}

fn kill(plugin: &Plugin) {
    let pid = rustix::process::Pid::from_raw(plugin.pid().cast_signed()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::KILL).unwrap();
}

#[tokio::test]
async fn limits_come_before_layers() {
    let plugin = guarded(&[("GUARDED_LIMITS", "1"), ("GUARDED_LAYER", "Fail")]).launch().await.unwrap();
    let codes = [get(&plugin, "k").await, get(&plugin, "k").await].map(|result| match result.unwrap_err() {
        CallError::Status(status) => status.code(),
        other => panic!("{other:?}"),
    });
    assert_eq!(codes, [Code::Unknown, Code::ResourceExhausted]);
}
