//! `pintle conformance` as a person or a build server runs it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::PathBuf;
use std::process::{Command, Output};

/// What the good plugin goes by.
const GOOD: &[&str] = &["--cookie", "GOOD_PLUGIN=good", "--versions", "1,2"];

/// A plugin that prints a line, and nobody listens at its address.
const DEAF: &[&str] = &["sh", "-c", "echo '1|1|unix|/nowhere/at/all|grpc|'; exec sleep 60"];

#[test]
fn a_good_plugin_passes_every_check_and_is_told_by_code_0() {
    let (code, stdout, _) = run(GOOD, &[good().to_str().unwrap()]);
    assert_eq!(code, Some(0), "{stdout}");
    let (passed, all) = (stdout.matches("\n  ok ").count(), pintle::testing::conformance::checks().count());
    assert_eq!(passed, all, "{stdout}");
}

#[test]
fn a_failed_required_check_is_told_by_code_1_and_in_words() {
    let (code, stdout, _) = run(&[], DEAF);
    assert_eq!(code, Some(1), "{stdout}");
    for told in
        ["FAILED  handshake-reachable", "required, by C3, S7", "expected: a connection", "seen:     No such file"]
    {
        assert!(stdout.contains(told), "{told} is not in:\n{stdout}");
    }
}

#[test]
fn what_cannot_be_run_is_told_by_code_2_on_stderr() {
    for program in ["/nowhere/plugin", "/tmp"] {
        let (code, stdout, stderr) = run(&[], &[program]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
        assert!(stderr.starts_with("pintle: ") && stderr.contains(program), "{stderr}");
    }
}

#[test]
fn wrong_arguments_are_told_by_code_2() {
    for arguments in [&["--only", "nonsense"][..], &["--cookie", "keyless"], &["--level", "high"], &["--versions", "x"]]
    {
        let (code, _, stderr) = run(arguments, &["true"]);
        assert_eq!(code, Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains("error:"), "{stderr}");
    }
    let alone = Command::new(env!("CARGO_BIN_EXE_pintle")).arg("conformance").output().unwrap();
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn json_has_every_check() {
    let (code, stdout, _) = run(&["--format", "json"], DEAF);
    assert_eq!(code, Some(1));
    let report: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), pintle::testing::conformance::checks().count());
    let failed: Vec<_> = findings.iter().filter(|finding| finding["outcome"] == "failed").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(
        (failed[0]["id"].as_str(), failed[0]["level"].as_str()),
        (Some("handshake-reachable"), Some("required"))
    );
    assert_eq!(failed[0]["facts"], serde_json::json!(["C3", "S7"]));
    assert!(report["took_seconds"].as_f64().is_some());
}

#[test]
fn junit_goes_into_a_file_and_fails_for_what_is_required_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.xml");
    let arguments = ["--format", "junit", "--output", file.to_str().unwrap()];
    let (code, stdout, _) = run(&arguments, DEAF);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    let xml = std::fs::read_to_string(file).unwrap();
    assert!(xml.starts_with("<?xml"), "{xml}");
    assert_eq!(xml.matches("<failure").count(), 1, "{xml}");
    assert!(xml.contains("<testcase name=\"handshake-reachable\" classname=\"handshake\""), "{xml}");
}

#[test]
fn golden_reports_of_the_same_plugin_are_the_same() {
    let report = || run(&[&["--format", "golden"], GOOD].concat(), &[good().to_str().unwrap()]).1;
    let first = report();
    assert_eq!(first, report());
    assert!(!first.contains('/'), "{first}");
}

#[test]
fn one_check_may_be_made_alone() {
    let arguments = ["--only", "sizes-5-mib-in", "--format", "golden", "--cookie", "GOOD_PLUGIN=good"];
    let (code, stdout, _) = run(&arguments, &[good().to_str().unwrap()]);
    assert_eq!((code, stdout.as_str()), (Some(0), "passed   extra     sizes-5-mib-in\n"));
    let arguments = ["--level", "required", "--format", "golden", "--cookie", "GOOD_PLUGIN=good"];
    let (_, stdout, _) = run(&arguments, &[good().to_str().unwrap()]);
    assert!(stdout.lines().all(|line| line.contains(" required ")) && stdout.lines().count() > 20, "{stdout}");
}

#[test]
fn the_list_has_every_check() {
    let Output { status, stdout, .. } =
        Command::new(env!("CARGO_BIN_EXE_pintle")).args(["conformance", "--list"]).output().unwrap();
    assert!(status.success());
    let count = String::from_utf8(stdout).unwrap().lines().count();
    assert_eq!(count, pintle::testing::conformance::checks().count());
}

/// Exit code, stdout and stderr.
fn run(arguments: &[&str], plugin: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pintle"));
    let Output { status, stdout, stderr } =
        command.arg("conformance").args(arguments).arg("--").args(plugin).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// The example of this package, which `cargo test` builds too.
fn good() -> PathBuf {
    let plugin = PathBuf::from(env!("CARGO_BIN_EXE_pintle")).with_file_name("examples").join("good");
    assert!(plugin.exists(), "{} is not built: `cargo build --package pintle-cli --examples`", plugin.display());
    plugin
}
