//! Programs that are no plugins, and plugins that do not come up: each failure has its variant, tells its story, and
//! leaves nothing behind (wire.md §1.4, L12, L13).
//!
//! What a user reads is in `start_failures.txt`; `UPDATE=1` writes it anew.

mod cases;
mod stage;

use std::path::Path;
use std::time::{Duration, Instant};

use kv::{Kv as _, KvClient};
use pintle::{Error, HandshakeError, LineError, Security, TransportError};

use crate::process::{ends_within, vanishes_within};
use crate::started::{Started, soon};
use cases::cases;
use stage::Stage;
pub use stage::{Attempt, broken, shell};

const LONG: Duration = Duration::from_secs(10);

#[tokio::test]
async fn every_failure_has_its_variant_tells_its_story_and_leaves_nothing_behind() {
    let stage = Stage::set().await;
    let started: Vec<_> =
        cases(&stage).into_iter().map(|(name, code, attempt)| (name, code, tokio::spawn(failure(attempt)))).collect();
    let mut told = String::new();
    for (name, code, failing) in started {
        let error = failing.await.unwrap_or_else(|panic| panic!("{name}: {panic}"));
        // A code stands for a variant: the runtime's own tests see to that.
        assert_eq!(error.code(), code, "{name}: {error}");
        told += &format!("# {name}\n{}\n\n", stage.anonymous(&story(&error)));
    }
    compare(&told);
}

/// Launches, and sees to it that neither process nor directory outlives the failure.
pub async fn failure(attempt: Attempt) -> Error {
    let Attempt { launcher, mut ear } = attempt;
    let error = soon(launcher.launch()).await.unwrap_err();
    // The other end is the plugin's stdin: it closes with the last process that has it.
    let said = stage::everything(&mut ear).await;
    if let Some((pid, directory)) = said.trim().split_once(' ') {
        assert!(ends_within(pid.parse().unwrap(), LONG).await, "process {pid} lives on");
        assert!(vanishes_within(&Path::new("/proc").join(pid), LONG).await, "process {pid} is not reaped");
        assert!(vanishes_within(Path::new(directory), LONG).await, "{directory} is left");
    }
    error
}

/// What a user sees of an error who prints it, and then its causes.
fn story(error: &Error) -> String {
    let mut story = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        story += &format!("\n  cause: {next}");
        cause = next.source();
    }
    story
}

fn compare(told: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/start_failures.txt");
    if std::env::var_os("UPDATE").is_some() {
        return std::fs::write(file, told).unwrap();
    }
    let expected = std::fs::read_to_string(file).unwrap_or_default();
    let differing = told.lines().zip(expected.lines()).find(|(told, expected)| told != expected);
    assert!(told == expected, "not as in start_failures.txt (UPDATE=1 writes it): {differing:#?}\n{told}");
}

// L5, L10: whatever a Go host takes, and chatter before the line, which it does not.
#[tokio::test]
async fn a_line_in_any_of_its_shapes_is_taken() {
    let plugin = Started::probe(&[]).await.unwrap();
    let line = plugin.line.to_string();
    const LONGEST: usize = 64 * 1024 - 1;
    let longest = format!("{line}|{}", "x".repeat(LONGEST - line.len() - 1));
    let shapes = [
        vec![
            "line:starting…".to_owned(),
            "line:".to_owned(),
            "line:3 apples | 2 pears".to_owned(),
            "line:name|size|kind|owner|mode|time".to_owned(),
            format!("line:{line}"),
        ],
        vec![format!("raw:{line}\r\n")],
        vec![format!("line:  {line}\t")],
        vec![format!("raw:{line}"), "close-stdout".to_owned()],
        vec![format!("line:{line}some old plugin's junk")],
        vec![format!("line:{longest}")],
    ];
    for shape in shapes {
        let steps: Vec<&str> = shape.iter().map(String::as_str).chain(["silent"]).collect();
        let launched = broken(&steps).with(|launcher| launcher.security(Security::Plaintext)).launcher.launch().await;
        let kv: KvClient = launched.unwrap_or_else(|error| panic!("{shape:.100?}: {error}")).client();
        assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    }
}

// L12. What listens here takes connections and says nothing, ever.
#[tokio::test]
async fn the_start_timeout_holds_in_every_phase() {
    const SHORT: Duration = Duration::from_millis(300);
    let stage = Stage::set().await;
    let certificate = &stage.certificate;
    let attempts = [
        ("no line", broken(&["silent"])),
        ("no TLS, Unix", broken(&[&format!("line:1|1|{}|grpc|{certificate}", stage.silent_unix()), "silent"])),
        ("no TLS, TCP", broken(&[&format!("line:1|1|{}|grpc|{certificate}", stage.silent_tcp()), "silent"])),
        (
            "no HTTP/2",
            broken(&[&format!("line:1|1|{}|grpc|", stage.silent_unix()), "silent"])
                .with(|launcher| launcher.security(Security::Plaintext)),
        ),
    ];
    for (phase, attempt) in attempts {
        let start = Instant::now();
        let error = failure(attempt.with(|launcher| launcher.start_timeout(SHORT))).await;
        let patience = match error {
            Error::Handshake(HandshakeError::Timeout { after, .. }) => after,
            Error::Transport(TransportError::NoAnswer { after, .. }) => after,
            other => panic!("{phase}: {other}"),
        };
        assert_eq!(patience, SHORT);
        assert!((SHORT..LONG).contains(&start.elapsed()), "{phase} took {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn a_start_may_take_for_ever() {
    let patient = broken(&["exit:3"]).with(|launcher| launcher.start_timeout(Duration::MAX));
    assert_eq!(failure(patient).await.code(), "handshake.exited");
}

#[tokio::test]
async fn the_evidence_is_in_fields() {
    let exited = failure(broken(&["line:hello", "stderr:no config", "raw:bye", "exit:3"])).await;
    let Error::Handshake(HandshakeError::Exited { last_words }) = exited else { panic!("{exited:?}") };
    assert_eq!(last_words.status.and_then(|status| status.code()), Some(3));
    assert_eq!((last_words.stdout, last_words.stderr), (vec!["hello".into(), "bye".into()], vec!["no config".into()]));

    let unreadable = failure(broken(&["line:1|1|carrier pigeon|coop 7|grpc|", "silent"])).await;
    let Error::Handshake(HandshakeError::BadLine { line, reason, last_words }) = unreadable else {
        panic!("{unreadable:?}")
    };
    assert_eq!((line.as_str(), last_words.status), ("1|1|carrier pigeon|coop 7|grpc|", None));
    assert!(matches!(reason, LineError::Address(_)), "{reason:?}");
}

#[tokio::test]
async fn a_launch_that_is_dropped_half_way_leaves_nothing_behind() {
    let Attempt { launcher, mut ear } = broken(&["silent"]);
    let mut launch = Box::pin(launcher.launch());
    let said = tokio::select! {
        launched = &mut launch => panic!("{launched:?}"),
        said = stage::line(&mut ear) => said,
    };
    drop(launch);
    assert_eq!(stage::everything(&mut ear).await, "", "the program has ended");
    let (pid, directory) = said.trim().split_once(' ').unwrap();
    assert!(vanishes_within(&Path::new("/proc").join(pid), LONG).await, "process {pid} is not reaped");
    assert!(vanishes_within(Path::new(directory), LONG).await, "{directory} is left");
}
