//! What becomes of calls, and of the end, when a plugin misbehaves in the midst.

use std::time::{Duration, Instant};

use pintle::testing::misbehaving::{Act, Fault, Misbehaving, Moment, Reply, Seen};
use pintle::{Client as _, Code, Context, EndedBy, Launcher, Plugin, Status};

use super::{LONG, Numbers as _, launched, launcher, numbers, over};

const DOUBLE: &str = "/numbers.v1.Numbers/Double";

/// What a call says that got no answer: a code of gRPC's own, and whether the process is known to be gone.
async fn failure(fake: Misbehaving, calls_before: usize) -> (Status, Duration) {
    let fake = fake.start().unwrap();
    let (_plugin, client) = launched(&fake).await;
    for number in 0..calls_before as u64 {
        assert_eq!(client.double(number).await.unwrap(), number * 2);
    }
    let start = Instant::now();
    let failed = tokio::time::timeout(LONG, client.double(1)).await.expect("it fails in time").unwrap_err();
    (failed, start.elapsed())
}

#[tokio::test]
async fn a_call_fails_in_time_whatever_the_plugin_does_instead_of_answering() {
    let at_second = |act| numbers().at(Moment::Call(2), act);
    let cases = [
        ("it exits", at_second(Act::Exit(3)), 1, Code::Unavailable, "exit status: 3"),
        ("it is killed", at_second(Act::Die(9)), 1, Code::Unavailable, "signal: 9"),
        ("it hangs up", at_second(Act::HangUp), 1, Code::Unavailable, "connection"),
        (
            "it exits after the first",
            numbers().at(Moment::Answer(1), Act::Exit(4)),
            1,
            Code::Unavailable,
            "exit status: 4",
        ),
        ("it resets the stream", numbers().answer(DOUBLE, Reply::Reset), 0, Code::Internal, "http2 error"),
        (
            "it answers with another status",
            reply(Reply::Status(Status::new(Code::DataLoss, "gone"))),
            0,
            Code::DataLoss,
            "gone",
        ),
        ("it answers no message", reply(Reply::End), 0, Code::Internal, ""),
        ("it answers a message longer than it says", reply(bytes(&[0, 0, 0, 0, 1, 8, 2, 8, 2])), 0, Code::Internal, ""),
        ("it answers a message shorter than it says", reply(bytes(&[0, 0, 0, 0, 9, 8, 2])), 0, Code::Internal, ""),
        ("it answers what is no message", reply(bytes(&[0, 0, 0, 0, 1, 0xff])), 0, Code::Internal, ""),
        ("it answers like a web server", reply(Reply::Http(404)), 0, Code::Unimplemented, ""),
    ];
    for (name, fake, before, code, told) in cases {
        let (status, took) = failure(fake, before).await;
        assert_eq!(status.code(), code, "{name}: {status}");
        assert!(status.message().contains(told), "{name}: {status}");
        assert!(took < LONG, "{name} took {took:?}");
    }
}

fn reply(reply: Reply) -> Misbehaving {
    numbers().answer(DOUBLE, reply)
}

fn bytes(bytes: &[u8]) -> Reply {
    Reply::Bytes(bytes.to_vec())
}

#[tokio::test]
async fn a_stream_gives_what_came_and_then_how_it_ended() {
    for (act, code) in [(Act::Exit(3), Code::Unavailable), (Act::HangUp, Code::Unavailable)] {
        let fake = numbers().at(Moment::Message(3), act.clone()).start().unwrap();
        let (_plugin, client) = launched(&fake).await;
        let mut numbers = client.count(100).await.unwrap();
        let mut came = Vec::new();
        let end = loop {
            match tokio::time::timeout(LONG, numbers.next()).await.expect("it ends in time") {
                Some(Ok(number)) => came.push(number),
                Some(Err(status)) => break status,
                None => panic!("{act:?}: it ended as if all were well"),
            }
        };
        assert_eq!((came, end.code()), (vec![1, 2, 3], code), "{act:?}: {end}");
    }
}

#[tokio::test]
async fn whoever_freezes_at_a_call_is_waited_for_as_long_as_the_caller_says_and_can_be_ended() {
    for (moment, act, answered) in [(Moment::Call(1), Act::Freeze, 0), (Moment::Answer(1), Act::StopReading, 1)] {
        let fake = numbers().at(moment, act).start().unwrap();
        let (plugin, client) = launched(&fake).await;
        for _ in 0..answered {
            assert_eq!(client.double(2).await.unwrap(), 4);
        }
        let patient = client.with(Context::new().timeout(Duration::from_millis(300)));
        let late = patient.double(1);
        let late = tokio::time::timeout(LONG, late).await.expect("it has a deadline").unwrap_err();
        assert_eq!(late.code(), Code::DeadlineExceeded);
        drop((plugin, client, patient));
        assert!(over(&fake).await.has(&Seen::Killed));
    }
}

#[tokio::test]
async fn the_end_is_as_gentle_as_the_plugin_allows() {
    let asked = numbers().with(Fault::StaysAfterShutdown);
    let deaf = numbers().with(Fault::StaysAfterShutdown).with(Fault::StaysAfterTerminate);
    let silent = numbers().answer("plugin.GRPCController", Reply::Silence);
    let frozen = numbers().at(Moment::Shutdown, Act::Freeze);
    let crash = numbers().at(Moment::Shutdown, Act::Exit(7));
    let cases = [
        ("it stays after Shutdown", asked, EndedBy::Terminate, vec!["TERM"]),
        ("it stays after both", deaf, EndedBy::Kill, vec!["TERM"]),
        ("it answers nothing", silent, EndedBy::Terminate, vec!["TERM"]),
        ("it freezes", frozen, EndedBy::Kill, vec![]),
        ("it crashes", crash, EndedBy::Shutdown, vec![]),
    ];
    for (name, fake, by, signals) in cases {
        let fake = fake.start().unwrap();
        let plugin: Plugin = launcher(&fake)
            .shutdown_timeout(Duration::from_millis(500))
            .terminate_timeout(Duration::from_millis(500))
            .launch()
            .await
            .unwrap();
        let exit = tokio::time::timeout(LONG, plugin.shutdown()).await.expect("it ends in time").unwrap();
        assert_eq!(exit.by, by, "{name}");
        let launched = over(&fake).await;
        let heard: Vec<_> = launched.seen.iter().filter(|seen| matches!(seen, Seen::Signal(_))).collect();
        let signals: Vec<_> = signals.iter().map(|name| Seen::Signal((*name).to_owned())).collect();
        assert_eq!(heard, signals.iter().collect::<Vec<_>>(), "{name}");
    }
}

// Each launch has a life of its own: two at once, and one after the other.
#[tokio::test]
async fn one_file_is_launched_as_often_as_anybody_likes() {
    let fake = numbers().at(Moment::Call(2), Act::Exit(1)).start().unwrap();
    for _ in 0..2 {
        let ((first, one), (second, two)) = tokio::join!(launched(&fake), launched(&fake));
        assert_ne!(first.pid(), second.pid());
        assert_eq!((one.double(1).await.unwrap(), two.double(2).await.unwrap()), (2, 4));
        assert_eq!(one.double(1).await.unwrap_err().code(), Code::Unavailable);
        assert_eq!(two.double(2).await.unwrap_err().code(), Code::Unavailable);
    }
    assert_eq!(fake.launches().len(), 4);
}

#[tokio::test]
async fn only_the_launches_that_are_meant_misbehave() {
    let fake = numbers().with(Fault::NoLine).only(|variables| variables.contains_key("BAD")).start().unwrap();
    let (plugin, client) = launched(&fake).await;
    assert_eq!(client.double(2).await.unwrap(), 4);
    let mut command = fake.command();
    command.env("BAD", "1");
    let launcher = Launcher::new(numbers::HANDSHAKE, command);
    let failed = launcher.start_timeout(Duration::from_secs(1)).launch().await.unwrap_err();
    assert_eq!(failed.code(), "handshake.timeout");
    plugin.shutdown().await.unwrap();
}

#[tokio::test]
async fn who_brings_no_cookie_is_refused_in_friendly_words() {
    let fake = numbers().start().unwrap();
    let output = fake.command().output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("no host started this program"), "{words}");
    assert!(over(&fake).await.has(&Seen::Refused));
}

#[tokio::test]
async fn nobody_outlives_the_test() {
    let fake = numbers().at(Moment::Line, Act::LeaveChild).at(Moment::Call(1), Act::Freeze).start().unwrap();
    let mut command = fake.command();
    command.env("NUMBERS", "4711").stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let line = fake.wait_for(LONG, |launches| {
        launches.first()?.seen.iter().any(|seen| matches!(seen, Seen::Line(_))).then_some(())
    });
    line.await.unwrap();
    drop(fake);
    // Until nobody has its stdout any more, its child neither.
    let mut stdout = child.stdout.take().unwrap();
    let rest = tokio::task::spawn_blocking(move || std::io::copy(&mut stdout, &mut std::io::sink()));
    tokio::time::timeout(LONG, rest).await.expect("all of it ends").unwrap().unwrap();
    child.wait().unwrap();
}
