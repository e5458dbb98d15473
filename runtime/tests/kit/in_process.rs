//! A plugin within this process: what it shares with a launched one, and how it ends.

use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use pintle::testing::{self, HookEnd, InProcess, InProcessPlugin, State, TestPki};
use pintle::{
    CallError, Callback, Code, Context, EndReason, Error, ErrorKind, Multiplex, Security, Server, Status,
    TransportError,
};
use tokio::sync::Notify;
use tokio::time::{Instant, timeout};

use crate::{Bench, Listener as _, ListenerClient, ListenerServer, Parrot, Work as _, WorkClient, WorkServer, work};

/// Every way in which the two ends can be connected.
const WAYS: [(Security, Multiplex); 4] = [
    (Security::MutualTls, Multiplex::Auto),
    (Security::Plaintext, Multiplex::Auto),
    (Security::MutualTls, Multiplex::Off),
    (Security::Plaintext, Multiplex::Off),
];

#[tokio::test]
async fn one_line_starts_a_service_and_its_client_is_the_usual_one() {
    let plugin = testing::in_process(WorkServer::new(Bench::default())).await.unwrap();
    let work: WorkClient = plugin.client();
    assert_eq!(work.echo("hello".into()).await.unwrap(), "hello");
    assert_eq!(plugin.state(), State::Serving);
    assert!(plugin.tls().is_some_and(|tls| tls.version == "TLS 1.3" && tls.peer_fingerprint.len() == 64));
}

#[tokio::test]
async fn the_version_is_the_one_that_the_trait_names() {
    let plugin = testing::in_process(WorkServer::new(Bench::default())).await.unwrap();
    assert_eq!((plugin.version(), plugin.client::<WorkClient>().version(Context::new()).await.unwrap()), (3, 3));
}

#[tokio::test]
async fn a_service_without_a_cookie_is_started_like_any_other() {
    let plugin = testing::in_process(ListenerServer::new(Parrot("heard"))).await.unwrap();
    assert_eq!(plugin.version(), 1);
    assert_eq!(plugin.client::<ListenerClient>().hear("you".into()).await.unwrap(), "heard: you");
}

#[tokio::test]
async fn calls_streams_and_callbacks_both_ways_work_in_every_way() {
    for (security, multiplex) in WAYS {
        let plugin = started(security, multiplex).await;
        assert_eq!(
            (plugin.tls().is_some(), plugin.is_multiplexed()),
            (secured(security), multiplex == Multiplex::Auto)
        );
        let work: WorkClient = plugin.client();
        assert_eq!(work.echo("x".repeat(1_000_000)).await.unwrap().len(), 1_000_000);
        let counted: Vec<u32> = work.count(1000).await.unwrap().try_collect().await.unwrap();
        assert_eq!(counted.len(), 1000);
        let lent = Callback::new(Parrot("the host heard"));
        assert_eq!(work.ask(lent).await.unwrap(), "the host heard: from the plugin");
        let borrowed = work.listener().await.unwrap();
        assert_eq!(borrowed.hear("you".into()).await.unwrap(), "the plugin heard: you");
        let ended = plugin.shutdown().await.unwrap();
        assert_eq!((ended.reason, ended.cut_off, ended.hook), (Some(EndReason::Asked), 0, HookEnd::NotRun));
    }
}

#[tokio::test]
async fn a_client_keeps_the_plugin_alive_and_the_last_one_ends_it() {
    let bench = Bench::default();
    let work: WorkClient = testing::in_process(WorkServer::new(bench.clone())).await.unwrap().client();
    let other = work.clone();
    drop(work);
    assert_eq!(other.echo("still here".into()).await.unwrap(), "still here");
    drop(other);
    let gone = async {
        // The plugin's own hold on its service, once its tasks have been dropped.
        while Arc::strong_count(&bench.begun) > 1 {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(5), gone).await.expect("the plugin lives on");
}

#[tokio::test]
async fn dropping_it_all_ends_calls_at_once_also_when_a_test_panics() {
    let bench = Bench::default();
    let inner = bench.clone();
    let test = tokio::spawn(async move {
        let plugin = testing::in_process(WorkServer::new(inner.clone())).await.unwrap();
        let work: WorkClient = plugin.client();
        tokio::select! {
            _ = work.stand() => {}
            () = inner.begun.notified() => panic!("a test that fails"),
        }
    });
    assert!(test.await.unwrap_err().is_panic());
    given_up(&bench).await;
}

#[tokio::test]
async fn a_shutdown_waits_for_calls_in_flight_and_runs_the_hook() {
    let bench = Bench::default();
    let told = Arc::new(Notify::new());
    let tell = Arc::clone(&told);
    let server =
        Server::new(work::HANDSHAKE).serve(3, WorkServer::new(bench.clone())).on_shutdown(async move |ending| {
            assert_eq!(ending.reason, EndReason::Asked);
            tell.notify_one();
        });
    let plugin = InProcess::of(server).start().await.unwrap();
    let work: WorkClient = plugin.client();
    let (taken, ended) = tokio::join!(work.take(Duration::from_millis(50)), async {
        bench.begun.notified().await;
        plugin.shutdown().await.unwrap()
    });
    taken.unwrap();
    assert_eq!((ended.cut_off, ended.hook), (0, HookEnd::Finished));
    timeout(Duration::from_secs(5), told.notified()).await.unwrap();
    assert_eq!(plugin.state(), State::Ended);
    assert_eq!(plugin.shutdown().await.unwrap(), ended, "twice does no harm");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_does_not_finish_is_cut_off_and_told() {
    let bench = Bench::default();
    let server =
        Server::new(work::HANDSHAKE).serve(3, WorkServer::new(bench.clone())).grace(Duration::from_millis(300));
    let plugin = InProcess::of(server).start().await.unwrap();
    let work: WorkClient = plugin.client();
    let standing = tokio::spawn(async move { work.stand().await });
    bench.begun.notified().await;
    let before = Instant::now();
    let ended = plugin.shutdown().await.unwrap();
    assert_eq!((ended.cut_off, ended.hook), (1, HookEnd::NotRun));
    assert!(before.elapsed() < Duration::from_secs(1), "{:?} of a paused clock", before.elapsed());
    given_up(&bench).await;
    let error = standing.await.unwrap().unwrap_err();
    assert!(matches!(&error, CallError::PluginExited { last_words } if last_words.ended), "{error:?}");
}

#[tokio::test]
async fn a_hook_that_panics_or_takes_too_long_is_told_and_ends_nothing_else() {
    let hooked = |server: Server| InProcess::of(server).shutdown_timeout(Duration::from_millis(200)).start();
    let server = || Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default()));
    let panicking = hooked(server().on_shutdown(async |_| panic!("as it does"))).await.unwrap();
    assert_eq!(panicking.shutdown().await.unwrap().hook, HookEnd::Panicked);
    let endless = hooked(server().on_shutdown(async |_| std::future::pending().await)).await.unwrap();
    assert_eq!(endless.shutdown().await.unwrap().hook, HookEnd::TooLate);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shutdown_that_hangs_ends_with_what_to_look_for() {
    let server = Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default())).on_shutdown(async |_| {
        std::thread::sleep(Duration::from_millis(1500)); // It blocks a thread of the runtime.
    });
    let plugin = InProcess::of(server).shutdown_timeout(Duration::from_millis(10)).start().await.unwrap();
    let error = plugin.shutdown().await.unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::StillServing { .. })), "{error:?}");
    assert!(error.to_string().contains("blocks a thread"), "{error}");
    assert_eq!(plugin.state(), State::Ended);
}

#[tokio::test]
async fn a_disconnected_host_loses_its_calls_while_the_plugin_and_its_other_hosts_go_on() {
    for (security, multiplex) in WAYS {
        let bench = Bench::default();
        let server = Server::new(work::HANDSHAKE).serve(3, WorkServer::new(bench.clone()));
        let plugin = InProcess::of(server).security(security).multiplex(multiplex).start().await.unwrap();
        let other = plugin.connect().await.unwrap();
        let work: WorkClient = plugin.client();
        let standing = tokio::spawn({
            let work = work.clone();
            async move { work.stand().await }
        });
        bench.begun.notified().await;
        plugin.disconnect().await;
        for error in [standing.await.unwrap().unwrap_err(), work.echo("you".into()).await.unwrap_err()] {
            assert!(matches!(error, CallError::Disconnected { .. }), "{error:?}");
        }
        given_up(&bench).await;
        assert_eq!(other.client::<WorkClient>().echo("me".into()).await.unwrap(), "me");
        assert_eq!(plugin.connect().await.unwrap().client::<WorkClient>().echo("again".into()).await.unwrap(), "again");
        let ended = plugin.shutdown().await.unwrap();
        assert_eq!(ended.reason, Some(EndReason::Terminated), "nobody could be asked over that connection");
    }
}

#[tokio::test]
async fn a_killed_plugin_fails_calls_as_a_killed_process_does() {
    let bench = Bench::default();
    let plugin = testing::in_process(WorkServer::new(bench.clone())).await.unwrap();
    let work: WorkClient = plugin.client();
    let standing = tokio::spawn({
        let work = work.clone();
        async move { work.stand().await }
    });
    bench.begun.notified().await;
    plugin.kill();
    for error in [standing.await.unwrap().unwrap_err(), work.echo("you".into()).await.unwrap_err()] {
        assert!(matches!(&error, CallError::PluginExited { .. }), "{error:?}");
        assert!(error.to_string().contains("signal: 9"), "{error}");
    }
    assert_eq!((plugin.state(), plugin.ended().await.reason), (State::Ended, None));
    let refused = plugin.connect().await.unwrap_err();
    assert_eq!(refused.code(), "transport.connect");
}

#[tokio::test]
async fn a_call_that_panics_fails_and_the_plugin_lives_on() {
    let plugin = testing::in_process(WorkServer::new(Bench::default())).await.unwrap();
    let work: WorkClient = plugin.client();
    let error = work.panic().await.unwrap_err();
    assert!(matches!(&error, CallError::Status(status) if status.code() == Code::Internal), "{error:?}");
    assert_eq!(work.echo("on".into()).await.unwrap(), "on");
}

#[tokio::test]
async fn versions_are_chosen_as_in_a_launch() {
    let server = || {
        Server::new(work::HANDSHAKE)
            .serve(3, WorkServer::new(Bench::default()))
            .serve(4, ListenerServer::new(Parrot("")))
    };
    let plugin = InProcess::of(server()).start().await.unwrap();
    assert_eq!(plugin.version(), 3, "that of the handshake");
    let plugin = InProcess::of(server()).versions([3, 4]).start().await.unwrap();
    assert_eq!(plugin.version(), 4, "the newest");
    let error = plugin.client::<WorkClient>().echo(String::new()).await.unwrap_err();
    assert_eq!(Status::from(error).code(), Code::Unimplemented);
}

#[tokio::test]
async fn either_end_may_have_certificates_of_its_own() {
    let (pki, other) = (TestPki::new(), TestPki::new());
    let server = || {
        let own = pki.server().issue().certificates(&pki).unwrap();
        Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default())).certificates(own)
    };
    let host = pki.client().issue().certificates(&pki).unwrap();
    let plugin = InProcess::of(server()).certificates(host).start().await.unwrap();
    assert_eq!(plugin.client::<WorkClient>().echo("proven".into()).await.unwrap(), "proven");

    let stranger = other.client().issue().certificates(&other).unwrap();
    let refused = InProcess::of(server()).certificates(stranger).start().await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Security, "{refused}");
    let alone = InProcess::of(server()).start().await.unwrap_err();
    assert_eq!(alone.code(), "security.no_certificate", "as in a launch");
}

#[tokio::test]
async fn what_cannot_be_served_is_told_by_the_start() {
    let server = Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default()));
    let error = InProcess::of(
        server.rate_limit(pintle::RateLimit::per_second(NonZero::<u32>::MIN).method("/kit.v1.Work/Nothing")),
    )
    .start();
    assert_eq!(error.await.unwrap_err().code(), "config.unknown_methods");
}

async fn started(security: Security, multiplex: Multiplex) -> InProcessPlugin {
    let server = Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default()));
    InProcess::of(server).security(security).multiplex(multiplex).start().await.unwrap()
}

fn secured(security: Security) -> bool {
    security == Security::MutualTls
}

/// Waits until a standing call was given up.
async fn given_up(bench: &Bench) {
    let given = timeout(Duration::from_secs(5), bench.given_up.0.acquire()).await;
    given.expect("the call was not given up").unwrap().forget();
}
