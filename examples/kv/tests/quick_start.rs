//! The example as a person runs it: what its host prints, line by line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::process::{Command, Stdio};

#[test]
fn the_host_tells_what_happens_and_ends_its_plugin_in_order() {
    let told = run(&[]);
    let [process, address, tls, fingerprint, version, value, ended] = &facts(&told)[..] else { panic!("{told}") };
    assert!(process.1.strip_prefix("process ").unwrap().parse::<u32>().is_ok(), "{told}");
    assert_eq!(process.0, "plugin started");
    let socket = address.1.strip_prefix("unix /").unwrap();
    assert!(address.0 == "address" && !std::path::Path::new("/").join(socket).exists(), "{told}");
    assert_eq!(*tls, ("secured by", "TLS 1.3 on both ends"));
    let digits = fingerprint.1.strip_prefix("SHA-256 ").unwrap();
    assert!(digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()), "{told}");
    assert_eq!(fingerprint.0, "its certificate");
    assert_eq!(*version, ("protocol version", "1"));
    assert_eq!(*value, ("value read back", "\"hello from the other side\""));
    assert_eq!(*ended, ("plugin ended", "exit status: 0 after Shutdown"));
}

#[test]
fn another_plugin_may_be_named() {
    let told = run(&[env!("CARGO_BIN_EXE_kv-plugin")]);
    assert!(facts(&told).contains(&("value read back", "\"hello from the other side\"")), "{told}");
}

#[test]
fn a_plugin_that_is_none_is_told_in_words() {
    let host = host(&["/nowhere/plugin"]).output().unwrap();
    let told = String::from_utf8(host.stdout).unwrap();
    assert_eq!(host.status.code(), Some(1));
    assert!(told.starts_with("there is no program /nowhere/plugin"), "{told}");
    assert!(told.contains("hint: "), "{told}");
}

fn host(arguments: &[&str]) -> Command {
    let mut host = Command::new(env!("CARGO_BIN_EXE_kv-host"));
    host.args(arguments).stdin(Stdio::null());
    host
}

/// What the host prints when all goes well.
fn run(arguments: &[&str]) -> String {
    let output = host(arguments).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    told
}

/// Each line's two columns.
fn facts(told: &str) -> Vec<(&str, &str)> {
    told.lines()
        .map(|line| line.split_once("  ").unwrap_or((line, "")))
        .map(|(name, fact)| (name, fact.trim()))
        .collect()
}
