//! A plugin that a person starts (wire.md C1, C2).

use std::time::{Duration, Instant};

use crate::harness::{PROBE, command};

#[test]
fn a_plugin_run_by_hand_says_what_it_is_and_touches_nothing() {
    for cookie in [None, Some(""), Some("Hello"), Some("hello ")] {
        let mut probe = command(PROBE);
        probe.env_remove("BASIC_PLUGIN").env("PROBE_EARLY", "user code ran");
        probe.envs(cookie.map(|cookie| ("BASIC_PLUGIN", cookie)));
        let output = probe.output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]), "{cookie:?}: {told}");
        assert!(told.starts_with("This program is a plugin") && told.lines().count() == 3, "{told}");
        assert!(told.contains("BASIC_PLUGIN") && told.contains("config.not_launched_by_host"), "{told}");
        assert!(!told.contains("user code ran"), "{told}");
        // Neither the cookie that was expected nor the one that was there.
        assert!(!told.to_lowercase().contains("hello"), "{told}");
    }
}

#[test]
fn it_says_so_at_once() {
    let run = || {
        let start = Instant::now();
        command(PROBE).env_remove("BASIC_PLUGIN").output().unwrap();
        start.elapsed()
    };
    // The best of a few: this is about what the plugin does, not about the machine.
    let best = (0..5).map(|_| run()).min().unwrap();
    assert!(best < Duration::from_millis(50), "{best:?}");
}
