//! What a host makes of a plugin's original stderr: records, a copy, and last words (wire.md §1.15).

use std::process::Command;
use std::time::{Duration, Instant};

use pintle::{Error, HandshakeError, Level, Output, TransportError};

use crate::harness::{BROKEN, Collected, PROBE, command, launcher};

const LINE: usize = 64 * 1024;

/// [`PROBE`], which a shell starts after it has written this to stderr.
pub fn probe_after(stderr: &[u8]) -> (Command, tempfile::NamedTempFile) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), stderr).unwrap();
    let mut shell = command("sh");
    shell.args(["-c", &format!("cat {} >&2; exec {PROBE}", file.path().display())]);
    (shell, file)
}

#[tokio::test]
async fn the_logs_of_other_loggers_keep_level_message_and_fields() {
    let lines = [
        r#"{"timestamp":"2026-01-02T03:04:05.000006Z","level":"WARN","fields":{"message":"of tracing","left":3},"target":"kv","spans":[{"name":"load","id":7}]}"#,
        r#"{"level":"error","ts":1767323045.12,"caller":"a/b.go:7","msg":"of zap"}"#,
        "[2026-01-02T03:04:05Z INFO  kv] of env_logger",
        "thread 'main' panicked at src/main.rs:1:2:",
        "of the panic",
    ];
    let (shell, _file) = probe_after(format!("{}\n", lines.join("\n")).as_bytes());
    let (launcher, heard) = launcher(shell);
    let _plugin = launcher.launch().await.unwrap();
    let tracing = heard.logged(|record| record.message == "of tracing").await;
    let fields = [("@module", "kv"), ("left", "3"), ("span", "load"), ("id", "7")];
    assert_eq!(
        (tracing.level, tracing.timestamp.as_deref(), tracing.fields),
        (
            Level::Warn,
            Some("2026-01-02T03:04:05.000006Z"),
            fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
        )
    );
    assert_eq!(heard.logged(|record| record.message == "of zap").await.level, Level::Error);
    assert_eq!(heard.logged(|record| record.message == lines[2]).await.level, Level::Info);
    assert_eq!(heard.logged(|record| record.message == lines[3]).await.level, Level::Error);
    assert_eq!(heard.logged(|record| record.message == lines[4]).await.level, Level::Error);
}

// J1, J2.
#[tokio::test]
async fn the_copy_of_stderr_is_exact_and_the_records_show_what_was_cut_or_replaced() {
    let long = "l".repeat(2 * LINE + 1);
    let json = format!(r#"{{"@level":"error","@message":"{}"}}"#, "j".repeat(LINE));
    let mut written = format!("a\r\n\n{long}\n{json}\n").into_bytes();
    written.extend_from_slice(b"\x00\xff\xfe|1|\nno line feed");
    let (shell, _file) = probe_after(&written);
    let (launcher, heard) = launcher(shell);
    let raw = Collected::default();
    let plugin = launcher.raw_stderr(raw.output()).launch().await.unwrap();
    plugin.shutdown().await.unwrap();
    assert!(raw.bytes().starts_with(&written), "{} bytes of {}", raw.bytes().len(), written.len());

    let logs = heard.logs.lock().unwrap();
    let shown = |message: &str| logs.iter().any(|record| (record.level, &*record.message) == (Level::Debug, message));
    let (whole, rest) = ("l".repeat(LINE), "[cut]…l");
    assert!(shown("a") && shown(""));
    assert!(shown(&format!("{whole}…[cut]")) && shown(&format!("[cut]…{whole}…[cut]")) && shown(rest));
    assert!(shown(&format!("{}…[cut]", &json[..LINE])) && shown(&format!("[cut]…{}", &json[LINE..])));
    assert!(shown("\0\u{fffd}\u{fffd}|1|"));
    assert!(logs.iter().all(|record| record.level == Level::Debug), "a part of a record is no record");
}

#[tokio::test]
async fn a_copy_that_nobody_takes_stops_neither_the_plugin_nor_its_end() {
    let (unread, _never_read) = tokio::io::duplex(1);
    let (dead, gone) = tokio::io::duplex(1);
    drop(gone);
    for writer in [unread, dead] {
        // More than may wait.
        let mut shell = command("sh");
        shell.args(["-c", &format!("head -c 70000000 /dev/zero >&2; echo >&2; echo last >&2; exec {PROBE}")]);
        let (launcher, _) = launcher(shell);
        let plugin = launcher.raw_stderr(Output::to(writer)).launch().await.unwrap();
        let told = plugin.last_words().await.stderr;
        assert!(told.iter().any(|line| line == "last"), "all is read: {told:?}");
        let start = Instant::now();
        assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
}

#[tokio::test]
async fn of_a_plugin_that_fails_to_start_the_copy_has_all() {
    for last in ["exit:3", "silent"] {
        let text = "w".repeat(200_000);
        let mut broken = command(BROKEN);
        broken.args([&format!("stderr:{}", &text[..100_000]), &format!("stderr:{}", &text[100_000..]), last]);
        let (launcher, _) = launcher(broken);
        let raw = Collected::default();
        let launched = launcher.raw_stderr(raw.output()).start_timeout(Duration::from_secs(1)).launch().await;
        let error = launched.unwrap_err();
        assert!(
            matches!(error, Error::Handshake(HandshakeError::Exited { .. } | HandshakeError::Timeout { .. })),
            "{error}"
        );
        let expected = format!("{}\n{}\n", &text[..100_000], &text[100_000..]);
        assert!(raw.at_least(expected.len()).await == expected.as_bytes());
    }
}

#[tokio::test]
async fn as_many_last_lines_are_kept_as_were_asked_for() {
    let steps: Vec<String> = (1..=30).map(|number| format!("stderr:{number}")).collect();
    for (kept, first) in [(None, Some(11)), (Some(3), Some(28)), (Some(100), Some(1)), (Some(0), None)] {
        let mut broken = command(BROKEN);
        broken.args(&steps).arg("exit:3");
        let (mut launcher, _) = launcher(broken);
        if let Some(kept) = kept {
            launcher = launcher.keep_lines(kept);
        }
        let error = launcher.launch().await.unwrap_err();
        let Error::Handshake(HandshakeError::Exited { last_words }) = error else { panic!("{error}") };
        let expected: Vec<String> = first.map_or(0..0, |first| first..31).map(|number| number.to_string()).collect();
        assert_eq!(last_words.stderr, expected, "{kept:?}");
    }
}

#[tokio::test]
async fn no_copy_is_begun_of_a_program_that_is_not_there() {
    let (launcher, _) = launcher(command("/no/such/plugin"));
    let raw = Collected::default();
    let error = launcher.raw_stderr(raw.output()).launch().await.unwrap_err();
    assert!(matches!(error, Error::Transport(TransportError::ProgramNotFound { .. })), "{error}");
    assert_eq!(raw.bytes(), b"");
}
