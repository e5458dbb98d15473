//! Programs that are no plugins: the run ends soon, with one reason.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::time::Duration;

use pintle::TransportError;
use pintle::testing::conformance::{Conformance, Level, Outcome, Report};

use super::failed;

/// Long enough for a program that says nothing to be given up.
const PATIENCE: Duration = Duration::from_millis(500);

#[tokio::test]
async fn a_program_that_ends_without_a_word_fails_once() {
    let report = run(Command::new("true")).await;
    reasons(&report, "handshake-line", "nothing was printed; the process ended with exit status: 0");
}

#[tokio::test]
async fn a_program_that_says_something_else_fails_once() {
    let mut command = Command::new("sh");
    command.args(["-c", "echo '<html>'; echo oh no >&2; sleep 60"]);
    let report = run(command).await;
    reasons(&report, "handshake-line", "\"<html>\"");
}

#[tokio::test]
async fn a_program_that_says_nothing_fails_once() {
    let mut command = Command::new("sleep");
    command.arg("60");
    let report = run(command).await;
    reasons(&report, "handshake-time", "no line within 500ms; nothing was printed");
}

#[tokio::test]
async fn a_plugin_whose_cookie_was_not_named_fails_with_its_own_words() {
    let report = run(Command::new(env!("CARGO_BIN_EXE_disk"))).await;
    reasons(&report, "handshake-line", "its last words on stderr");
}

#[tokio::test]
async fn an_address_where_nobody_listens_fails_once() {
    let mut command = Command::new("sh");
    command.args(["-c", "echo '1|1|unix|/nowhere/at/all|grpc|'; sleep 60"]);
    let report = run(command).await;
    reasons(&report, "handshake-reachable", "No such file");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_web_server_fails_once() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            _ = tokio::io::AsyncWriteExt::write_all(&mut socket, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    let mut command = Command::new("sh");
    command.args(["-c", &format!("echo '1|1|tcp|{address}|grpc|'; sleep 60")]);
    let report = run(command).await;
    reasons(&report, "handshake-answers", "");
    server.abort();
}

#[tokio::test]
async fn what_cannot_be_run_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text");
    std::fs::write(&text, "a text\n").unwrap();
    let refused = |program: &std::path::Path| Conformance::of(Command::new(program)).run();
    assert!(matches!(refused(&text).await, Err(TransportError::NotExecutable { .. })));
    assert!(matches!(refused(folder.path()).await, Err(TransportError::NotExecutable { .. })));
    assert!(matches!(refused(&folder.path().join("nothing")).await, Err(TransportError::ProgramNotFound { .. })));
    std::fs::set_permissions(&text, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::write(&text, [0x7f, b'E', b'L', b'F', 0, 0, 0, 0]).unwrap();
    assert!(refused(&text).await.is_err());
}

async fn run(command: Command) -> Report {
    Conformance::of(command).patience(PATIENCE).run().await.unwrap()
}

/// One check has failed, as told, and none was made after those of the handshake.
fn reasons(report: &Report, id: &str, seen: &str) {
    assert_eq!(failed(report, Level::Extra), [id], "{report}");
    let finding = report.failed(Level::Extra).next().unwrap();
    assert!(finding.seen.contains(seen), "{report}");
    assert!(report.took < Duration::from_secs(10), "{report}");
    let made = report.findings.iter().filter(|finding| finding.outcome != Outcome::Skipped);
    assert!(made.clone().all(|finding| finding.group() == "handshake"), "{report}");
    assert!(report.to_string().lines().count() < 40, "{report}");
}
