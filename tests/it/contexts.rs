//! What calls carry beside their arguments.

use std::time::{Duration, Instant};

use pintle::{CallError, Client as _, Code, Context, Status, Streaming, TraceContext};
use pintle_tests::flow::{Flow as _, FlowError};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::harness::flow;

fn status(error: FlowError) -> Status {
    match error {
        FlowError::Call(CallError::Status(status)) => status,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_method_learns_who_calls_and_by_which_version() {
    let (_plugin, client) = flow().await;
    let told = client.context(Context::new(), false).await.unwrap();
    let expected = [
        "version Some(1)".to_owned(),
        format!("pid Some({})", std::process::id()),
        "certificate true".to_owned(),
        "seconds None".to_owned(),
        "trace None".to_owned(),
        "traceparent None".to_owned(),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn metadata_goes_and_comes() {
    let (_plugin, client) = flow().await;
    let cx = Context::new();
    cx.send("echo", "there and back").unwrap();
    cx.send_bin("echo-bin", &[0, 159, 146, 150]).unwrap();
    client.context(cx.clone(), false).await.unwrap();
    assert_eq!(cx.metadata().get("echoed"), Some("there and back"));
    assert_eq!(cx.metadata().get_bin("echoed-bin"), Some(vec![0, 159, 146, 150]));
}

#[tokio::test]
async fn a_deadline_travels_and_is_kept_by_both_ends() {
    let (_plugin, client) = flow().await;
    let told = client.context(Context::new().timeout(Duration::from_secs(3600)), false).await.unwrap();
    assert!(told.iter().any(|line| line == "seconds Some(3599)"), "{told:?}");

    let start = Instant::now();
    let late = client.context(Context::new().timeout(Duration::from_millis(300)), true).await.unwrap_err();
    assert_eq!(status(late).code(), Code::DeadlineExceeded);
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert!(start.elapsed() < Duration::from_secs(10));
    client.ended().await.unwrap();
}

#[tokio::test]
async fn a_deadline_is_for_the_whole_of_a_stream() {
    let (_plugin, client) = flow().await;
    let hasty = client.with(Context::new().timeout(Duration::from_millis(300)));
    let mut flood = hasty.flood(100).await.unwrap();
    let late = loop {
        match flood.try_next().await {
            Ok(chunk) => assert!(chunk.is_some(), "it has no end of its own"),
            Err(error) => break error,
        }
    };
    assert_eq!(status(late).code(), Code::DeadlineExceeded);
    client.ended().await.unwrap();
}

#[tokio::test]
async fn options_reach_methods_that_take_no_context() {
    let (_plugin, client) = flow().await;
    let (_numbers, endless) = Streaming::channel(1);
    let hasty = client.with(Context::new().timeout(Duration::from_millis(100)));
    let late = hasty.sum(endless).await.unwrap_err();
    assert_eq!(status(late).code(), Code::DeadlineExceeded);
    assert_eq!(client.sum(Streaming::iter([1, 2])).await.unwrap(), 3, "the other client has no deadline");
}

#[tokio::test]
async fn a_cancelled_context_ends_its_calls_and_those_of_its_children() {
    let (_plugin, client) = flow().await;
    let cx = Context::new();
    let calls = [cx.clone(), cx.child()].map(|cx| {
        let client = client.clone();
        tokio::spawn(async move { client.context(cx, true).await })
    });
    while client.flooded().await.unwrap().open < 2 {
        tokio::task::yield_now().await;
    }
    cx.cancel();
    for call in calls {
        assert_eq!(status(call.await.unwrap().unwrap_err()).code(), Code::Cancelled);
    }
    client.ended().await.unwrap();
}

#[tokio::test]
async fn a_call_belongs_to_the_trace_of_the_span_it_is_made_in() {
    let (_plugin, client) = flow().await;
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let _subscriber = tracing::subscriber::set_default(Registry::default().with(Tracer(parent)));
    let told = {
        use tracing::Instrument as _;
        client.context(Context::new(), false).instrument(tracing::info_span!("work")).await.unwrap()
    };
    assert!(told.contains(&format!("trace Some({parent})")), "{told:?}");
    assert!(told.contains(&format!("traceparent Some({parent})")), "a child belongs to it too: {told:?}");
    let told = client.context(Context::new(), false).await.unwrap();
    assert!(told.contains(&"trace None".to_owned()), "{told:?}");
}

/// As a layer for OpenTelemetry does: it gives every new span a trace.
struct Tracer(&'static str);

impl<S> tracing_subscriber::Layer<S> for Tracer
where
    S: tracing::Subscriber + for<'a> tracing_subscriber::registry::LookupSpan<'a>,
{
    fn on_new_span(
        &self,
        _: &tracing::span::Attributes<'_>,
        id: &tracing::span::Id,
        context: tracing_subscriber::layer::Context<'_, S>,
    ) {
        let span = context.span(id).unwrap();
        span.extensions_mut().insert(TraceContext::new(self.0, None).unwrap());
    }
}
