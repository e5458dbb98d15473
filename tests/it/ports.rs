//! Where a plugin listens that prefers TCP (wire.md S5, E3).

use pintle::Address;
use tokio::net::TcpListener;

use crate::started::{Refused, Started};

/// Starts a plugin that listens on TCP, with these variables for its range.
async fn within(min: Option<&str>, max: Option<&str>) -> Result<Started, Refused> {
    let min = min.map(|min| ("PLUGIN_MIN_PORT", min));
    let max = max.map(|max| ("PLUGIN_MAX_PORT", max));
    let variables: Vec<_> = [("PROBE_TCP", "1")].into_iter().chain(min).chain(max).collect();
    Started::probe(&variables).await
}

fn port(plugin: &Started) -> u16 {
    let Address::Tcp { host, port } = &plugin.line.address else { panic!("{}", plugin.line) };
    assert_eq!(host, "127.0.0.1", "nobody outside this machine");
    *port
}

/// A port that is taken, with a few above it.
async fn taken() -> (TcpListener, u16) {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        if port < u16::MAX - 100 {
            return (listener, port);
        }
    }
}

#[tokio::test]
async fn the_first_free_port_of_the_range_is_taken() {
    let (_taken, low) = taken().await;
    let high = low + 50;
    let plugin = within(Some(&low.to_string()), Some(&high.to_string())).await.unwrap();
    assert!((low + 1..=high).contains(&port(&plugin)), "{}", plugin.line);
}

#[tokio::test]
async fn without_a_range_the_system_chooses() {
    for nothing in [None, Some(""), Some("0")] {
        assert_ne!(port(&within(nothing, nothing).await.unwrap()), 0);
    }
}

#[tokio::test]
async fn a_range_that_is_all_taken_is_told() {
    let (_taken, port) = taken().await;
    let port = port.to_string();
    let refused = within(Some(&port), Some(&port)).await.unwrap_err();
    assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
    let (told, place) = (refused.stderr, format!("could not listen on 127.0.0.1:{port} to {port}"));
    assert!(told.contains(&place) && told.contains("transport.bind"), "{told}");
}

// Both ends of SO_REUSEPORT must ask for it, so that the first must be a plugin too.
#[tokio::test]
async fn two_plugins_never_share_a_port() {
    let first = within(Some("0"), Some("0")).await.unwrap();
    let taken = port(&first).to_string();
    let refused = within(Some(&taken), Some(&taken)).await.unwrap_err();
    assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
    assert!(refused.stderr.contains("transport.bind"), "{}", refused.stderr);
}

#[tokio::test]
async fn a_range_that_is_none_is_told() {
    let ranges =
        [(Some("2000"), Some("1000")), (Some("2000"), None), (Some("x"), Some("2")), (Some("1"), Some("65536"))];
    for (min, max) in ranges {
        let refused = within(min, max).await.unwrap_err();
        assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""), "{min:?} to {max:?}");
        let told = refused.stderr;
        assert!(told.contains("PLUGIN_MIN_PORT") && told.contains("config.invalid"), "{told}");
    }
}

// E3: a Go host with a minimum and no maximum sends just this, to plugins that listen on Unix sockets too.
#[tokio::test]
async fn a_plugin_on_a_unix_socket_does_not_care_for_ports() {
    let plugin = Started::probe(&[("PLUGIN_MIN_PORT", "30000"), ("PLUGIN_MAX_PORT", "0")]).await.unwrap();
    assert!(matches!(plugin.line.address, Address::Unix(_)));
}
