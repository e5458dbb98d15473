//! Replies that are written beforehand: each call takes a step, and what was not taken is told.

use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use pintle::testing::{InProcess, InProcessPlugin, Recorder, Script};
use pintle::{CallError, Code, Status, Streaming};
use tokio::time::{Instant, timeout};

use crate::recorder::panic_of;
use crate::{Bench, Note, Work as _, WorkClient, WorkServer};

#[tokio::test]
async fn each_call_takes_a_step_and_other_methods_pass() {
    let script = Script::of::<WorkClient>();
    script.on("echo").reply("scripted".to_owned()).fail(Status::new(Code::Aborted, "no")).pass();
    script.on("Take").reply(());
    script.on("weigh").reply(Some(7_u64));
    script.on("note").reply_message(Note { text: "scripted".into() });
    let (_plugin, work) = played(&script).await;
    assert_eq!(work.echo("real".into()).await.unwrap(), "scripted");
    assert_eq!(code(work.echo("real".into()).await.unwrap_err()), Code::Aborted);
    assert_eq!(work.echo("real".into()).await.unwrap(), "real");
    work.take(Duration::from_secs(60)).await.unwrap();
    assert_eq!(
        work.weigh(Streaming::new(stream::pending())).await.unwrap(),
        Some(7),
        "nothing of an upload is awaited"
    );
    assert_eq!(work.note(Note::default()).await.unwrap().text, "scripted");
    assert_eq!(work.count(2).await.unwrap().count().await, 2, "no steps: it passes");
    script.finish();
}

#[tokio::test(start_paused = true)]
async fn a_delay_is_of_tokios_clock_and_a_hanging_call_has_its_own_deadline() {
    let script = Script::of::<WorkClient>();
    script.on("echo").delay(Duration::from_secs(3600)).reply("late".to_owned()).hang();
    let (_plugin, work) = played(&script).await;
    let before = Instant::now();
    assert_eq!(work.echo(String::new()).await.unwrap(), "late");
    assert_eq!(before.elapsed().as_secs(), 3600);
    assert!(timeout(Duration::from_secs(5), work.echo(String::new())).await.is_err());
    script.finish();
}

#[tokio::test]
async fn a_stream_ends_with_an_error_or_not_at_all() {
    let script = Script::of::<WorkClient>();
    let failing = stream::iter([Ok(1), Ok(2), Err(CallError::from(Status::new(Code::DataLoss, "torn")))]);
    let endless = stream::iter([Ok(1)]).chain(stream::pending());
    let counted = script.on("count");
    counted.reply(Streaming::<u32, CallError>::new(failing)).reply(Streaming::<u32, CallError>::new(endless));
    let (_plugin, work) = played(&script).await;
    let mut numbers = work.count(9).await.unwrap();
    assert_eq!((numbers.try_next().await.unwrap(), numbers.try_next().await.unwrap()), (Some(1), Some(2)));
    assert_eq!(code(numbers.try_next().await.unwrap_err()), Code::DataLoss);
    let mut numbers = work.count(9).await.unwrap();
    assert_eq!(numbers.try_next().await.unwrap(), Some(1));
    assert!(timeout(Duration::from_millis(20), numbers.next()).await.is_err(), "it hangs");
    script.finish();
}

#[tokio::test]
async fn a_scripted_disconnect_is_a_lost_connection_and_a_new_one_is_served() {
    let script = Script::of::<WorkClient>();
    script.on("echo").disconnect().then_pass();
    let (plugin, work) = played(&script).await;
    let lost = timeout(Duration::from_secs(5), work.echo(String::new())).await.unwrap().unwrap_err();
    assert!(matches!(lost, CallError::Disconnected { .. }), "{lost:?}");
    let again: WorkClient = plugin.connect().await.unwrap().client();
    assert_eq!(again.echo("again".into()).await.unwrap(), "again");
    script.finish();
}

#[tokio::test]
async fn a_host_is_scripted_too_and_a_recorder_sees_what_was_said() {
    let (script, recorder) = (Script::of::<WorkClient>(), Recorder::of::<WorkClient>());
    script.on("echo").reply("scripted".to_owned());
    let plugin = InProcess::service(WorkServer::new(Bench::default())).layer(&script).layer(&recorder);
    let work: WorkClient = plugin.start().await.unwrap().client();
    assert_eq!(work.echo("real".into()).await.unwrap(), "scripted");
    let [echo] = &recorder.wait_for(1).await[..] else { panic!("{recorder:?}") };
    assert_eq!((echo.argument::<String>("text"), echo.results::<String>()), ("real".into(), vec!["scripted".into()]));
    script.finish();
}

#[tokio::test]
async fn a_call_without_a_step_fails_and_is_told_at_the_end() {
    let script = Script::of::<WorkClient>();
    script.on("echo").reply("only".to_owned());
    let (_plugin, work) = played(&script).await;
    work.echo(String::new()).await.unwrap();
    let error = work.echo(String::new()).await.unwrap_err();
    assert!(error.to_string().contains("no step left for /kit.v1.Work/Echo: 1 were taken"), "{error}");
    assert_eq!(code(error), Code::FailedPrecondition);
    let told = told(async move { script.finish() }).await;
    assert!(told.contains("kit.v1.Work was not followed:\n  Echo: 1 steps, and 1 calls more"), "{told}");
}

#[tokio::test]
async fn steps_that_nobody_took_are_told_at_the_end_or_when_the_script_is_dropped() {
    let script = || {
        let script = Script::of::<WorkClient>();
        script.on("echo").reply("a".to_owned()).reply("b".to_owned());
        script
    };
    let (one, other, third) = (script(), script(), script());
    let finished = told(async move { one.finish() }).await;
    assert!(finished.contains("Echo: 0 of 2 steps were taken"), "{finished}");
    assert_eq!(told(async move { drop(other) }).await, finished);
    let failing = told(async move {
        let _third = third;
        panic!("the test's own failure");
    });
    assert_eq!(failing.await, "the test's own failure");
}

#[tokio::test]
async fn a_reply_of_another_type_is_told_where_the_step_is_written() {
    type Told = (fn(&Script), &'static str);
    let table: [Told; 7] = [
        (|script| drop(script.on("echo").delay(Duration::MAX)), "last step of Echo is a delay, and nothing follows"),
        (|script| drop(script.on("echo").reply(7_u64)), "kit.v1.Work/Echo returns `string`, and not `uint64`"),
        (|script| drop(script.on("take").reply(true)), "Take returns nothing, and not `bool`"),
        (|script| drop(script.on("weigh").reply(7_u64)), "Weigh returns `optional uint64`, and not `uint64`"),
        (|script| drop(script.on("count").reply(7_u32)), "Count returns stream `uint32`, and not `uint32`"),
        (|script| drop(script.on("note").reply(String::new())), "Note returns kit.v1.Note, and not `string`"),
        (|script| drop(script.on("eco")), "kit.v1.Work has no method \"eco\"; it has: Echo, Version, Stand"),
    ];
    for (write, expected) in table {
        let told = told(async move { write(&Script::of::<WorkClient>()) }).await;
        assert!(told.contains(expected), "{told}");
    }
}

async fn played(script: &Script) -> (InProcessPlugin, WorkClient) {
    let plugin = InProcess::service(WorkServer::new(Bench::default())).server_layer(script).start().await.unwrap();
    let work = plugin.client();
    (plugin, work)
}

fn code(error: CallError) -> Code {
    Status::from(error).code()
}

/// What a task panics with.
async fn told(task: impl Future<Output = ()> + Send + 'static) -> String {
    panic_of(tokio::spawn(task).await.unwrap_err())
}
