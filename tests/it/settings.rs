//! What is set in the environment and in code: what is wrong is told, all at once, and before anything is done.

use std::num::NonZeroUsize;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pintle::{Security, StartLimit};

use crate::harness::{PROBE, command, launcher};

/// A plugin under a host with these variables of its own.
fn held(variables: &[(&str, &str)]) -> String {
    let mut host = command(env!("CARGO_BIN_EXE_holder"));
    let output = host.arg(PROBE).envs(variables.iter().copied()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_switch_for_mutual_tls_that_says_neither_yes_nor_no_is_an_error() {
    for value in ["banana", "false", "0"] {
        let told = held(&[("PLUGIN_AUTO_MTLS", value)]);
        assert!(told.contains("PLUGIN_AUTO_MTLS") && told.contains("[config.invalid]"), "{value}: {told}");
    }
    assert!(held(&[("PLUGIN_AUTO_MTLS", "true")]).starts_with("ready "));
    let told = held(&[("PLUGIN_AUTO_MTLS", "true"), ("HOLDER_PLAINTEXT", "1")]);
    assert!(told.contains("this launch is plaintext"), "{told}");
}

/// A plugin's own words when a host that is none of ours starts it so.
fn complaint(variables: &[(&str, &str)]) -> String {
    let mut plugin = Command::new(PROBE);
    plugin.env("BASIC_PLUGIN", "hello").env("PLUGIN_PROTOCOL_VERSIONS", "1").envs(variables.iter().copied());
    let output = plugin.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_plugin_tells_all_that_is_wrong_with_its_environment_at_once() {
    let told = complaint(&[
        ("PLUGIN_MULTIPLEX_GRPC", "banana"),
        ("PLUGIN_AUTO_MTLS", "perhaps"),
        ("PROBE_TCP", "1"),
        ("PLUGIN_MIN_PORT", "9"),
        ("PLUGIN_MAX_PORT", "x"),
    ]);
    for wrong in ["PLUGIN_MULTIPLEX_GRPC is \"banana\"", "PLUGIN_AUTO_MTLS is \"perhaps\"", "PLUGIN_MIN_PORT"] {
        assert!(told.contains(wrong), "{told}");
    }
}

#[test]
fn a_plugin_of_which_mutual_tls_is_demanded_refuses_a_host_without() {
    let told = complaint(&[("PLUGIN_AUTO_MTLS", "1")]);
    assert!(told.contains("[security.host_without_tls]"), "{told}");
}

#[tokio::test]
async fn no_more_plugins_start_at_once_than_may() {
    let limit = StartLimit::new(NonZeroUsize::new(2).unwrap());
    let (starting, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let launches = (0..8).map(|_| {
        let (starting, most) = (Arc::clone(&starting), Arc::clone(&most));
        // The hook runs while a plugin starts; what it counts ends with the launch.
        let counted = move |_: &std::path::Path, _: &[u8]| {
            most.fetch_max(starting.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            Ok::<_, String>(())
        };
        launcher(command(PROBE)).0.security(Security::Plaintext).start_limit(&limit).verify(counted)
    });
    let launched = launches.map(|launcher| {
        let starting = Arc::clone(&starting);
        async move {
            let plugin = launcher.launch().await.unwrap();
            starting.fetch_sub(1, Ordering::SeqCst);
            plugin
        }
    });
    let plugins = futures_util::future::join_all(launched).await;
    assert_eq!(plugins.len(), 8);
    // The next one's turn may come before this count goes down.
    assert!((2..=3).contains(&most.load(Ordering::SeqCst)), "{most:?}");
}
