//! Versions and sizes between two pintle ends, without Go (wire.md §1.3, G2, G3): `it/go` has the same with it.

use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{CallError, Multiplex, Security};
use pintle_tests::{Store as _, StoreClient};
use rustix::process::Signal;
use tokio::time::timeout;

use crate::harness::{PROBE, command, launcher};
use crate::process::signal;
use crate::started::Started;

// TestClient_versionedClient, TestClient_legacyClient, TestClient_legacyServer, TestClient_mtlsClient.
#[tokio::test]
async fn the_highest_common_version_is_spoken_and_its_calls_end_with_the_process() {
    let cases = [(&[2][..], "2", 2), (&[1], "1,2", 1), (&[2], "1,2", 2), (&[1, 2], "2,1", 2)];
    for security in [Security::MutualTls, Security::Plaintext] {
        for (offered, served, spoken) in cases {
            let case = format!("{security:?}: offered {offered:?}, served {served}");
            let mut probe = command(PROBE);
            probe.env("DRIVER_VERSIONS", served);
            let launcher = launcher(probe).0.security(security).versions(offered.iter().copied());
            let plugin = launcher.launch().await.unwrap();
            let (store, other): (StoreClient, StoreClient) = (plugin.client(), plugin.client());
            assert_eq!(plugin.version(), spoken, "{case}");
            assert_eq!(store.get("version".into()).await.unwrap(), spoken.to_string().as_bytes(), "{case}");
            plugin.ping(Duration::from_secs(10)).await.unwrap();

            let hanging = tokio::spawn(async move { other.put("hang".into(), Vec::new()).await });
            store.get("version".into()).await.unwrap();
            signal(plugin.pid(), Signal::KILL);
            let lost = timeout(Duration::from_secs(2), hanging).await.expect("it ends in time").unwrap().unwrap_err();
            assert!(matches!(lost, CallError::PluginExited { .. }), "{case}: {lost:?}");
        }
    }
}

// TestProtocolSelection_no_server, and an offer that is empty (V3, V5).
#[tokio::test]
async fn a_plugin_says_grpc_and_a_version_that_it_has_whatever_it_is_offered() {
    for (offer, version) in [("", 2), (",", 2), ("x", 2), ("1", 2), ("2", 2), ("2,3", 3), ("3,2,1", 3)] {
        let variables = [("DRIVER_VERSIONS", "2,3"), ("PLUGIN_PROTOCOL_VERSIONS", offer)];
        let line = Started::probe(&variables).await.unwrap().line;
        assert_eq!((line.core_version, line.version, line.protocol.as_str()), (1, version, "grpc"), "{offer:?}");
    }
}

// G3: tonic's limit and that of a Go plugin.
#[tokio::test]
async fn a_message_one_byte_over_four_mebibytes_passes_both_ways() {
    for multiplex in [Multiplex::Auto, Multiplex::Off] {
        let plugin = launcher(command(PROBE)).0.multiplex(multiplex).launch().await.unwrap();
        let kv: KvClient = plugin.client();
        let value: Vec<u8> = (0..=u8::MAX).cycle().take(4 * 1024 * 1024 + 1).collect();
        kv.put("k".into(), value.clone()).await.unwrap();
        assert!(kv.get("k".into()).await.unwrap() == value, "{multiplex:?}");
    }
}
