//! Storms of callbacks: everything is answered or fails with a reason, and nothing is left (`tests/src/bin/storm.rs`).

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::Signal;
use tokio::io::{AsyncBufReadExt as _, BufReader};

use crate::harness::{ERRAND, command};
use crate::process::{ends_within, signal, vanishes_within};

const STORM: &str = env!("CARGO_BIN_EXE_storm");

/// Rages until its end, and gives what was seen: how often each thing came out.
async fn rage(seed: u32, count: u32, multiplex: &str, kills: u32) -> String {
    let mut storm = command(STORM);
    storm.args([ERRAND, &seed.to_string(), &count.to_string(), multiplex, &kills.to_string()]);
    let output = tokio::process::Command::from(storm).kill_on_drop(true).output();
    let output = tokio::time::timeout(Duration::from_secs(240), output).await.expect("a storm ends").unwrap();
    let (said, stderr) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr));
    let case = format!("seed {seed}, {multiplex}, {kills} kills: {said}{stderr}");
    let line = |head: &str| said.lines().find_map(|line| line.strip_prefix(head)).expect(&case).to_owned();
    assert_eq!(line("after "), line("before "), "something is left: {case}");
    let seen = line("seen ");
    assert!(!seen.contains("hangs"), "{case}");
    seen
}

#[tokio::test]
async fn a_storm_both_ways_is_answered_and_leaves_nothing() {
    for (seed, multiplex) in [(1, "auto"), (2, "off")] {
        let seen = rage(seed, 1000, multiplex, 0).await;
        let words: Vec<_> = seen.split(['{', ',', '}']).filter_map(|word| word.split('"').nth(1)).collect();
        assert_eq!(words, ["cancelled", "done"], "seed {seed}, {multiplex}: {seen}");
    }
}

#[tokio::test]
async fn in_a_storm_in_which_plugins_die_every_call_says_so_and_nothing_is_left() {
    for (seed, multiplex) in [(3, "auto"), (4, "off")] {
        let seen = rage(seed, 600, multiplex, 4).await;
        let words: Vec<_> = seen.split(['{', ',', '}']).filter_map(|word| word.split('"').nth(1)).collect();
        let known = ["call.disconnected", "call.plugin_exited", "cancelled", "done"];
        assert!(words.iter().all(|word| known.contains(word)), "seed {seed}, {multiplex}: {seen}");
        assert!(words.contains(&"call.plugin_exited"), "seed {seed}, {multiplex}: nobody died in {seen}");
    }
}

#[tokio::test]
async fn a_host_that_dies_in_a_storm_takes_its_plugin_and_all_sockets_along() {
    for multiplex in ["auto", "off"] {
        let mut storm = command(STORM);
        storm.args([ERRAND, "5", "100000", multiplex, "0"]).stdout(Stdio::piped());
        let mut storm = tokio::process::Command::from(storm).kill_on_drop(true).spawn().unwrap();
        let mut lines = BufReader::new(storm.stdout.take().unwrap()).lines();
        let plugin = lines.next_line().await.unwrap().unwrap();
        let [_, pid, socket] = plugin.split(' ').collect::<Vec<_>>()[..] else { panic!("{plugin}") };
        let (pid, socket) = (pid.parse().unwrap(), PathBuf::from(socket));
        while lines.next_line().await.unwrap().unwrap() != "raging" {}
        signal(storm.id().unwrap(), Signal::KILL);
        storm.wait().await.unwrap();
        let directory = socket.parent().unwrap();
        assert!(ends_within(pid, Duration::from_secs(3)).await, "{multiplex}: the plugin lives on");
        assert!(
            vanishes_within(directory, Duration::from_secs(3)).await,
            "{multiplex}: {} is left",
            directory.display()
        );
    }
}
