//! `pintle probe-host` as a person runs it, with hosts that are lines of shell.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::PathBuf;
use std::process::{Command, Output};

#[test]
fn a_host_that_launches_nothing_fails_one_check_and_has_no_others() {
    let (code, stdout, _) = run(&["--format", "golden"], &["true", "{plugin}"]);
    assert_eq!(code, Some(1), "{stdout}");
    assert!(stdout.starts_with("failed   required  start-launches "), "{stdout}");
    assert_eq!(
        stdout.matches("it launched no plugin").count(),
        pintle::testing::probe::checks().count() - 1,
        "{stdout}"
    );
}

#[test]
fn a_host_is_told_what_it_gives_wrongly_to_its_plugins() {
    let host = "GOOD=bad PLUGIN_PROTOCOL_VERSIONS='1, 2' PLUGIN_MIN_PORT=9 PLUGIN_MAX_PORT=8 PLUGIN_MULTIPLEX_GRPC=yes exec {plugin}";
    let (code, stdout, _) = run(&["--cookie", "GOOD=good", "--format", "golden"], &["sh", "-c", host]);
    assert_eq!(code, Some(1), "{stdout}");
    for id in ["start-cookie", "start-versions", "start-ports", "start-multiplex", "start-stale", "talk-calls"] {
        let failed = |line: &str| line.starts_with("failed ") && line.contains(&format!(" {id} "));
        assert!(stdout.lines().any(failed), "{id} has not failed:\n{stdout}");
    }
    assert!(stdout.contains("skipped  required  refuse-core "), "{stdout}");
}

#[test]
fn a_host_that_takes_everything_fails_every_check_of_refusals() {
    let gullible = PathBuf::from(env!("CARGO_BIN_EXE_pintle")).with_file_name("examples").join("gullible");
    assert!(gullible.exists(), "{} is not built: `cargo build --package pintle-cli --examples`", gullible.display());
    let arguments = ["--cookie", "GOOD_PLUGIN=good", "--format", "golden"];
    let (code, stdout, _) = run(&arguments, &[gullible.to_str().unwrap(), "{plugin}"]);
    assert_eq!(code, Some(1), "{stdout}");
    let failed = stdout.lines().filter(|line| line.starts_with("failed"));
    let failed: Vec<&str> = failed.filter_map(|line| line.split_whitespace().nth(2)).collect();
    // It ends without a word to its plugin: how much was read of a flood by then is a matter of time.
    let flood = |id: &&&str| id.ends_with("-flood") || id.ends_with("-long");
    let failed: Vec<&str> = failed.iter().filter(|id| !flood(id)).copied().collect();
    assert_eq!(failed, GULLIBLE, "{stdout}");
}

/// What is wrong with a host that takes everything, and never asks a plugin to end.
const GULLIBLE: [&str; 14] = [
    "talk-broker",
    "talk-stdio",
    "tls-other",
    "tls-plaintext",
    "tls-unreadable",
    "tls-expired",
    "refuse-core",
    "refuse-version",
    "refuse-protocol",
    "refuse-garbage",
    "refuse-exit",
    "refuse-half",
    "refuse-silence",
    "end-shutdown",
];

#[test]
fn a_host_may_take_the_plugin_from_a_variable() {
    let arguments = ["--variable", "PLUGIN=exec {plugin}", "--only", "start-launches", "--format", "golden"];
    let (code, stdout, _) = run(&arguments, &["sh", "-c", "eval \"$PLUGIN\""]);
    assert_eq!((code, stdout.as_str()), (Some(0), "passed   required  start-launches\n"));
}

#[test]
fn what_cannot_be_run_is_told_by_code_2_on_stderr() {
    for (host, told) in
        [(&["true"][..], "{plugin} is in no argument"), (&["/nowhere/host", "{plugin}"], "could not be run")]
    {
        let (code, stdout, stderr) = run(&[], host);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert!(stderr.starts_with("pintle: ") && stderr.contains(told), "{stderr}");
    }
}

#[test]
fn the_list_has_every_check() {
    let (code, stdout, _) = run(&["--list"], &[]);
    assert_eq!((code, stdout.lines().count()), (Some(0), pintle::testing::probe::checks().count()));
}

/// Exit code, stdout and stderr.
fn run(arguments: &[&str], host: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pintle"));
    let Output { status, stdout, stderr } =
        command.arg("probe-host").args(arguments).arg("--").args(host).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
