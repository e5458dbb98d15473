//! Futures that are dropped at every point where they wait: no leak, no hang.

use crate::harness::{ERRAND, FLOW, LIFE, command};

#[test]
fn whatever_is_dropped_wherever_it_waits_leaves_nothing() {
    let output = command(env!("CARGO_BIN_EXE_dropper")).args([LIFE, FLOW, ERRAND]).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let told = || format!("{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{}", told());
    let held = |when| said.lines().find_map(|line| line.strip_prefix(when)).unwrap_or_else(|| panic!("{}", told()));
    assert_eq!(held("before "), held("after "), "{}", told());
    let dropped: Vec<_> = said.lines().filter_map(|line| line.split_once(" dropped ")).collect();
    assert_eq!(dropped.len(), 16, "{}", told());
    // What has something to wait for was really dropped while it did.
    let never = dropped.iter().filter(|(_, times)| *times == "0 times").map(|(name, _)| *name);
    assert_eq!(never.collect::<Vec<_>>(), ["last words", "ended"], "{}", told());
}
