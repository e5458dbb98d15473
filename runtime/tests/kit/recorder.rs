//! What passes is written down, on either side.

use std::time::Duration;

use futures_util::TryStreamExt as _;
use pintle::testing::{InProcess, Recorder};
use pintle::{Callback, Client as _, Code, Context, Server, Streaming};

use crate::{Bench, ListenerClient, Note, Parrot, Work as _, WorkClient, WorkServer, work};

#[tokio::test]
async fn calls_are_recorded_in_order_with_what_they_carried_and_how_they_ended() {
    for on_server in [false, true] {
        let recorder = Recorder::of::<WorkClient>();
        let plugin = InProcess::service(WorkServer::new(Bench::default()));
        let plugin = if on_server { plugin.server_layer(&recorder) } else { plugin.layer(&recorder) };
        let work: WorkClient = plugin.start().await.unwrap().client();
        work.echo("hello".into()).await.unwrap();
        let context = Context::new();
        context.send("tenant", "acme").unwrap();
        work.with(context).take(Duration::from_millis(2)).await.unwrap();
        work.panic().await.unwrap_err();
        let counted: Vec<u32> = work.count(3).await.unwrap().try_collect().await.unwrap();
        work.weigh(Streaming::iter(["a", "bc"].map(str::to_owned))).await.unwrap();
        work.note(Note { text: "whole".into() }).await.unwrap();

        let calls = recorder.wait_for(6).await;
        assert_eq!(
            recorder.methods(),
            ["Echo", "Take", "Panic", "Count", "Weigh", "Note"],
            "on the server: {on_server}"
        );
        let [echo, take, panic, count, weigh, note] = &calls[..] else { panic!("{recorder:?}") };
        assert_eq!((echo.path.as_str(), echo.service()), ("/kit.v1.Work/Echo", "kit.v1.Work"));
        assert_eq!(
            (echo.argument::<String>("text").as_str(), echo.results::<String>()),
            ("hello", vec!["hello".into()])
        );
        assert_eq!((echo.is_ok(), echo.code(), panic.code()), (true, None, Some(Code::Internal)));
        assert_eq!((take.metadata.get("tenant"), echo.metadata.get("tenant")), (Some("acme"), None));
        assert_eq!(take.argument::<Duration>("time"), Duration::from_millis(2));
        assert!(take.ended.unwrap() - take.began >= Duration::from_millis(2), "{take}");
        assert_eq!((count.argument::<u32>("end"), count.results::<u32>()), (3, counted));
        assert_eq!((weigh.requests.len(), weigh.results::<Option<u64>>()), (2, vec![Some(3)]));
        assert_eq!(note.decode::<Note>(), Note { text: "whole".into() });
        assert!(calls.windows(2).all(|pair| pair[0].began <= pair[1].began), "{recorder:?}");
    }
}

#[tokio::test]
async fn a_call_in_flight_has_no_code_and_one_that_is_given_up_is_cancelled() {
    let (bench, recorder) = (Bench::default(), Recorder::of::<WorkClient>());
    let plugin = InProcess::service(WorkServer::new(bench.clone())).server_layer(&recorder).start().await.unwrap();
    let work: WorkClient = plugin.client();
    let standing = tokio::spawn(async move { work.stand().await });
    bench.begun.notified().await;
    assert_eq!((recorder.calls()[0].outcome.clone(), recorder.calls()[0].is_ok()), (None, false));
    assert!(recorder.to_string().contains("/kit.v1.Work/Stand → (has not ended)"), "{recorder}");
    standing.abort();
    assert_eq!(recorder.wait_for(1).await[0].code(), Some(Code::Cancelled));
}

#[tokio::test]
async fn callbacks_are_recorded_where_they_are_answered() {
    let recorder = Recorder::new().and::<ListenerClient>();
    let plugin = InProcess::service(WorkServer::new(Bench::default())).callback_layer(&recorder).start().await.unwrap();
    plugin.client::<WorkClient>().ask(Callback::new(Parrot("heard"))).await.unwrap();
    let [hear] = &recorder.wait_for(1).await[..] else { panic!("{recorder:?}") };
    assert_eq!(
        (hear.path.as_str(), hear.argument::<String>("text")),
        ("/kit.v1.Listener/Hear", "from the plugin".into())
    );
}

#[tokio::test]
async fn one_recorder_hears_both_sides() {
    let recorder = Recorder::of::<WorkClient>();
    let server = Server::new(work::HANDSHAKE).serve(3, WorkServer::new(Bench::default())).layer(recorder.clone());
    let plugin = InProcess::of(server).layer(recorder.clone()).start().await.unwrap();
    plugin.client::<WorkClient>().echo(String::new()).await.unwrap();
    let [host, server] = &recorder.wait_for(2).await[..] else { panic!("{recorder:?}") };
    assert!(host.began <= server.began && host.argument::<String>("text").is_empty());
}

#[tokio::test(start_paused = true)]
async fn waiting_in_vain_lists_what_was_seen() {
    let recorder = Recorder::of::<WorkClient>();
    let plugin = InProcess::service(WorkServer::new(Bench::default())).layer(&recorder).start().await.unwrap();
    plugin.client::<WorkClient>().echo(String::new()).await.unwrap();
    let waiting = tokio::spawn(recorder.wait_for(2));
    let told = panic_of(waiting.await.unwrap_err());
    assert!(told.contains("waited for 2 calls to end, and 1 have after 5s"), "{told}");
    assert!(told.contains("/kit.v1.Work/Echo → Ok"), "{told}");
    assert!(told.contains("recorder.rs"), "{told}");
}

#[tokio::test]
async fn asking_a_record_for_what_it_has_not_says_what_it_has() {
    let (knowing, ignorant) = (Recorder::of::<WorkClient>(), Recorder::new());
    let plugin = InProcess::service(WorkServer::new(Bench::default())).layer(&knowing).layer(&ignorant);
    plugin.start().await.unwrap().client::<WorkClient>().echo("hello".into()).await.unwrap();
    let (known, unknown) = (knowing.wait_for(1).await.remove(0), ignorant.wait_for(1).await.remove(0));
    let ask = |work: Box<dyn FnOnce() + Send>| {
        let asked = std::thread::spawn(work).join();
        *asked.unwrap_err().downcast::<String>().unwrap()
    };
    let (a, b) = (known.clone(), known);
    assert!(ask(Box::new(move || drop(a.argument::<String>("key")))).contains("no argument \"key\"; it has: text"));
    assert!(ask(Box::new(move || _ = b.argument::<u64>("text"))).contains("is no u64"));
    assert!(ask(Box::new(move || drop(unknown.argument::<String>("text")))).contains("make it with `Recorder::of`"));
}

/// What a task panicked with.
pub(crate) fn panic_of(error: tokio::task::JoinError) -> String {
    let panic = error.into_panic();
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|&text| text.to_owned())).unwrap()
}
