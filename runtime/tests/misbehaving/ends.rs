//! What goes on and what ends when a part of a plugin does, or the test around it.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use pintle::testing::misbehaving::{Act, FakePlugin, Misbehaving, Moment, Seen};
use pintle::{Code, Server, Transport};

use super::{Arithmetic, LONG, Numbers as _, NumbersServer, launched, numbers, over};

#[tokio::test]
async fn who_goes_away_answers_what_was_asked_and_nothing_more() {
    let fake = numbers().at(Moment::Call(2), Act::GoAway).start().unwrap();
    let (_plugin, client) = launched(&fake).await;
    assert_eq!(client.double(1).await.unwrap(), 2);
    assert_eq!(client.double(2).await.unwrap(), 4, "it was asked before");
    let failed = tokio::time::timeout(LONG, client.double(3)).await.expect("it fails in time").unwrap_err();
    assert_eq!(failed.code(), Code::Unavailable, "{failed}");
    assert!(!fake.launches()[0].is_over(), "it lives on: {:#?}", fake.launches());
}

#[tokio::test]
async fn a_plugin_serves_tcp_and_misbehaves_there_too() {
    let server = || Server::new(numbers::HANDSHAKE).serve(1, NumbersServer::new(Arithmetic)).transport(Transport::Tcp);
    let fake = Misbehaving::new(server).at(Moment::Call(2), Act::HangUp).start().unwrap();
    let (plugin, client) = launched(&fake).await;
    assert_eq!(client.double(1).await.unwrap(), 2);
    assert_eq!(client.double(1).await.unwrap_err().code(), Code::Unavailable);
    let is_tcp = |seen: &Seen| matches!(seen, Seen::Line(line) if line.starts_with("1|1|tcp|127.0.0.1:"));
    assert!(fake.launches()[0].seen.iter().any(is_tcp), "{:#?}", fake.launches());
    drop((plugin, client));
    over(&fake).await;
}

/// Launches it with nobody but this test for its host.
fn alone(fake: &FakePlugin) -> Command {
    let mut command = fake.command();
    command.env("NUMBERS", "4711").stdin(Stdio::null());
    command
}

async fn line(fake: &FakePlugin) -> u32 {
    let line = fake.wait_for(LONG, |launches| {
        let launched = launches.first()?;
        launched.seen.iter().any(|seen| matches!(seen, Seen::Line(_))).then_some(launched.pid)
    });
    line.await.unwrap()
}

#[tokio::test]
async fn who_closes_stderr_says_nothing_more_there_and_lives_on() {
    let late = Act::Stderr(b"too late\n".to_vec());
    let fake = numbers()
        .at(Moment::Start, Act::Stderr(b"early\n".to_vec()))
        .at(Moment::Line, Act::CloseStderr)
        .at(Moment::Line, late)
        .start()
        .unwrap();
    let mut child = alone(&fake).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let all = tokio::task::spawn_blocking(move || {
        let mut all = String::new();
        stderr.read_to_string(&mut all).map(|_| all)
    });
    let all = tokio::time::timeout(LONG, all).await.expect("stderr ends").unwrap().unwrap();
    assert_eq!(all, "early\n");
    assert!(child.try_wait().unwrap().is_none(), "it has ended");
    assert!(!fake.launches()[0].is_over(), "{:#?}", fake.launches());
    drop(fake);
    child.wait().unwrap();
}

/// Whoever was launched has this test's pipe for its stdout: that ends when the last of them has.
#[test]
fn nobody_outlives_a_test_that_is_killed() {
    let files = tempfile::tempdir().unwrap();
    let mut test = Command::new(std::env::current_exe().unwrap());
    test.args(["--exact", "ends::plays_the_test_that_is_killed", "--ignored", "--nocapture"]);
    test.env("TMPDIR", files.path()).stdout(Stdio::piped()).stdin(Stdio::null());
    let mut test = test.spawn().unwrap();
    let mut stdout = BufReader::new(test.stdout.take().unwrap());
    let (ended, end) = mpsc::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        while !line.ends_with(&format!("{ALL_ARE_THERE}\n")) {
            line.clear();
            assert_ne!(stdout.read_line(&mut line).unwrap(), 0, "it ended before all were there");
        }
        test.kill().unwrap();
        test.wait().unwrap();
        std::io::copy(&mut stdout, &mut std::io::sink()).unwrap();
        ended.send(()).unwrap();
    });
    end.recv_timeout(3 * LONG).expect("all of them end");
}

#[tokio::test]
#[ignore = "another test starts it, and kills it"]
async fn plays_the_test_that_is_killed() {
    let idle = numbers().start().unwrap();
    let frozen = numbers().at(Moment::Line, Act::LeaveChild).at(Moment::Line, Act::Freeze).start().unwrap();
    let _children = [&idle, &frozen].map(|fake| alone(fake).spawn().unwrap());
    line(&idle).await;
    let stopped = line(&frozen).await;
    let deadline = Instant::now() + LONG;
    while !is_stopped(stopped) {
        assert!(Instant::now() < deadline, "it does not freeze");
        // Nothing tells of the stops of other people's children.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    println!("{ALL_ARE_THERE}");
    tokio::time::sleep(3 * LONG).await;
    panic!("nobody has killed it");
}

fn is_stopped(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('T'))
}

const ALL_ARE_THERE: &str = "all are there";
