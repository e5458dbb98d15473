//! Streams in both directions, and what happens when one side stops, fails, or goes.

use std::time::{Duration, Instant};

use pintle::{CallError, Code, EndedBy, Plugin, Streaming};
use pintle_tests::flow::{Flow as _, FlowClient, FlowError};
use rustix::process::Signal;

use crate::harness::flow;
use crate::process::signal;

async fn all<T>(mut stream: Streaming<T, FlowError>) -> (Vec<T>, Option<FlowError>) {
    let mut values = Vec::new();
    loop {
        match stream.try_next().await {
            Ok(Some(value)) => values.push(value),
            Ok(None) => return (values, None),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error ends the stream");
                return (values, Some(error));
            }
        }
    }
}

#[tokio::test]
async fn values_come_in_order_and_end() {
    let (_plugin, client) = flow().await;
    let (numbers, error) = all(client.count(0, 10_000).await.unwrap()).await;
    assert!(error.is_none());
    assert!(numbers.into_iter().eq(0..10_000));
    let (nothing, error) = all(client.count(5, 5).await.unwrap()).await;
    assert!(nothing.is_empty() && error.is_none());
}

#[tokio::test]
async fn values_go_in_order_and_end() {
    let (_plugin, client) = flow().await;
    assert_eq!(client.sum(Streaming::iter(0..10_000)).await.unwrap(), 49_995_000);
    assert_eq!(client.sum(Streaming::iter([])).await.unwrap(), 0);
}

#[tokio::test]
async fn other_arguments_go_beside_a_stream() {
    let (_plugin, client) = flow().await;
    let parts = || Streaming::iter(["a", "", "b"].map(str::to_owned));
    assert_eq!(client.join("<".into(), parts(), ">".into()).await.unwrap(), "<ab>");
    assert_eq!(client.join(String::new(), Streaming::iter([]), String::new()).await.unwrap(), "");
}

#[tokio::test]
async fn both_directions_talk_by_turns() {
    let (_plugin, client) = flow().await;
    let (texts, mine) = Streaming::channel(1);
    let mut theirs = client.echo(mine).await.unwrap();
    for text in ["one", "two", "three"] {
        texts.send(text.to_owned()).await.unwrap();
        assert_eq!(theirs.try_next().await.unwrap(), Some(text.to_uppercase()));
    }
    drop(texts);
    assert_eq!(theirs.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn an_error_before_the_stream_is_the_calls_own() {
    let (_plugin, client) = flow().await;
    let error = client.count(2_000_000, 3_000_000).await.unwrap_err();
    assert!(matches!(error, FlowError::PastEnd { asked: 2_000_000, end: 1_000_000 }), "{error:?}");
}

#[tokio::test]
async fn an_error_in_mid_stream_comes_behind_the_values() {
    let (_plugin, client) = flow().await;
    let (numbers, error) = all(client.count(999_998, 1_000_002).await.unwrap()).await;
    assert_eq!(numbers, [999_998, 999_999]);
    assert!(matches!(error, Some(FlowError::PastEnd { asked: 1_000_002, .. })), "{error:?}");
}

#[tokio::test]
async fn a_panic_in_mid_stream_ends_the_stream_and_keeps_its_secret() {
    let (_plugin, client) = flow().await;
    let (numbers, error) = all(client.stumble().await.unwrap()).await;
    assert_eq!(numbers, [1, 2, 3]);
    let Some(FlowError::Call(CallError::Status(status))) = error else { panic!("{error:?}") };
    assert_eq!(status.code(), Code::Internal);
    assert!(!status.message().contains("secret"), "{status}");
    assert_eq!(client.echo_one("still there".into()).await.unwrap(), "still there");
}

#[tokio::test]
async fn a_sender_that_panics_does_not_look_like_the_end() {
    let (_plugin, client) = flow().await;
    let (numbers, mine) = Streaming::channel(1);
    let torn = tokio::spawn(async move {
        numbers.send(1).await.unwrap();
        panic!("on purpose");
    });
    let error = client.sum(mine).await.unwrap_err();
    assert!(torn.await.unwrap_err().is_panic());
    let FlowError::Call(CallError::Status(status)) = error else { panic!("{error:?}") };
    assert_eq!(status.code(), Code::Internal);
}

#[tokio::test]
async fn an_error_in_the_callers_stream_is_the_callers_error_and_cancels_the_call() {
    let (_plugin, client) = flow().await;
    let broken = futures_util::stream::iter([Ok(1), Err(FlowError::GaveUp("no more".into()))]);
    let error = client.sum(Streaming::new(broken)).await.unwrap_err();
    assert!(matches!(&error, FlowError::GaveUp(why) if why == "no more"), "{error:?}");
    assert_eq!(client.ended().await.unwrap(), 1, "the plugin's side is over too");
}

#[tokio::test]
async fn an_error_in_the_callers_stream_ends_the_stream_that_comes_back() {
    let (_plugin, client) = flow().await;
    let (texts, mine) = Streaming::channel(1);
    let mut theirs = client.echo(mine).await.unwrap();
    texts.send("one".to_owned()).await.unwrap();
    assert_eq!(theirs.try_next().await.unwrap().as_deref(), Some("ONE"));
    texts.fail(FlowError::GaveUp("no more".into())).await;
    let error = theirs.try_next().await.unwrap_err();
    assert!(matches!(&error, FlowError::GaveUp(why) if why == "no more"), "{error:?}");
    client.ended().await.unwrap();
}

#[tokio::test]
async fn an_answer_before_the_end_of_the_callers_stream_ends_that() {
    let (_plugin, client) = flow().await;
    let (numbers, mine) = Streaming::channel(1);
    let call = tokio::spawn(async move { client.sum(mine).await });
    numbers.send(1_000_001).await.unwrap();
    let error = call.await.unwrap().unwrap_err();
    assert!(matches!(error, FlowError::PastEnd { asked: 1_000_001, .. }), "{error:?}");
    tokio::time::timeout(Duration::from_secs(5), numbers.closed()).await.expect("nobody reads it any more");
}

/// How long a dropped reader takes to end the writer; the best of five, since machines are busy.
async fn best_of_five(mut once: impl AsyncFnMut() -> Duration) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        best = best.min(once().await);
    }
    best
}

#[tokio::test]
async fn a_dropped_reader_ends_the_writer_at_once() {
    let (_plugin, client) = flow().await;
    let best = best_of_five(async || {
        let mut flood = client.flood(1000).await.unwrap();
        flood.try_next().await.unwrap().unwrap();
        let dropped = Instant::now();
        drop(flood);
        client.ended().await.unwrap();
        dropped.elapsed()
    });
    let best = best.await;
    assert!(best < Duration::from_millis(100), "{best:?}");
}

#[tokio::test]
async fn a_dropped_call_ends_what_it_sends_and_what_it_asked() {
    let (_plugin, client) = flow().await;
    let best = best_of_five(async || {
        let (numbers, mine) = Streaming::channel(1);
        let call = tokio::spawn({
            let client = client.clone();
            async move { client.sum(mine).await }
        });
        // Two have been sent once there is room for a third: the call is under way.
        for number in 0..3 {
            numbers.send(number).await.unwrap();
        }
        under_way(&client).await;
        let dropped = Instant::now();
        call.abort();
        numbers.closed().await;
        client.ended().await.unwrap();
        dropped.elapsed()
    });
    let best = best.await;
    assert!(best < Duration::from_millis(100), "{best:?}");
}

async fn under_way(client: &FlowClient) {
    while client.flooded().await.unwrap().open == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_dropped_result_ends_the_stream_that_is_sent() {
    let (_plugin, client) = flow().await;
    let (texts, mine) = Streaming::channel(1);
    let theirs = client.echo(mine).await.unwrap();
    drop(theirs);
    tokio::time::timeout(Duration::from_secs(5), texts.closed()).await.expect("nobody reads it any more");
    client.ended().await.unwrap();
}

/// Streams in both directions, under way.
async fn doomed() -> (Plugin, FlowClient, Streaming<Vec<u8>, FlowError>, Streaming<String, FlowError>) {
    let (plugin, client) = flow().await;
    let mut flood = client.flood(100).await.unwrap();
    flood.try_next().await.unwrap().unwrap();
    let (texts, mine) = Streaming::channel(1);
    let mut echo = client.echo(mine).await.unwrap();
    texts.send("one".to_owned()).await.unwrap();
    echo.try_next().await.unwrap().unwrap();
    tokio::spawn(async move { texts.closed().await });
    (plugin, client, flood, echo)
}

#[tokio::test]
async fn streams_of_a_plugin_that_dies_end_with_its_story() {
    let (plugin, _client, flood, echo) = doomed().await;
    signal(plugin.pid(), Signal::KILL);
    for error in [all(flood).await.1, all(echo).await.1] {
        assert!(matches!(error, Some(FlowError::Call(CallError::PluginExited { .. }))), "{error:?}");
    }
}

#[tokio::test]
async fn an_endless_stream_does_not_hold_up_the_end() {
    let (plugin, _client, flood, echo) = doomed().await;
    let start = Instant::now();
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.by, exit.code()), (EndedBy::Shutdown, Some(0)));
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    for error in [all(flood).await.1, all(echo).await.1] {
        assert!(matches!(error, Some(FlowError::Call(_))), "{error:?}");
    }
}

#[tokio::test]
async fn streams_go_through_a_plugin_that_is_only_frozen() {
    let (plugin, _client, mut flood, echo) = doomed().await;
    signal(plugin.pid(), Signal::STOP);
    // All that was on its way can be read; then there is nothing for a while.
    while tokio::time::timeout(Duration::from_millis(200), flood.try_next()).await.is_ok() {}
    signal(plugin.pid(), Signal::CONT);
    for _ in 0..1000 {
        flood.try_next().await.unwrap().unwrap();
    }
    drop(echo);
}
