//! What becomes of certificates while a plugin runs: callbacks by them, new ones, and hosts that come again.

use std::path::Path;
use std::sync::Arc;

use kv::{Kv as _, KvClient, kv as service};
use pintle::testing::TestPki;
use pintle::{Callback, Certificates, Config, Error, SecurityError};
use pintle_tests::errand::{Adder as _, Errand as _, ErrandClient, Plus};
use tokio::sync::Notify;

use super::{Stage, WAYS};
use crate::harness::{PROBE, attacher, command, launcher};
use crate::reattach::debugging::ByHand;
use crate::started::soon;

async fn lend_and_borrow(errand: &ErrandClient) {
    assert_eq!(errand.sum(Callback::new(Plus::default()), 3).await.unwrap(), 3, "the plugin calls the host");
    assert_eq!(errand.adder().await.unwrap().add(1, 2).await.unwrap(), 3, "the host calls the plugin");
}

#[tokio::test]
async fn two_ends_of_one_authority_lend_and_borrow_on_every_way() {
    let stage = Stage::new();
    for (multiplex, tcp) in WAYS.into_iter().flat_map(|multiplex| [(multiplex, "unix"), (multiplex, "tcp")]) {
        let launcher = stage.launcher(stage.host()).multiplex(multiplex);
        let plugin = launcher.prepare(move |command| _ = command.env("PLUGIN_SERVER_TRANSPORTS", tcp)).launch().await;
        let plugin = plugin.unwrap();
        assert_eq!(plugin.address().network(), tcp);
        let tls = plugin.tls().unwrap();
        assert_eq!((tls.version, tls.peer_fingerprint.len()), ("TLS 1.3", 64));
        lend_and_borrow(&plugin.client()).await;
        assert!(matches!(plugin.save_credentials("/nowhere"), Err(Error::Security(SecurityError::NotSecured))));
        plugin.shutdown().await.unwrap();
    }
}

/// The host's files and the plugin's, of `pki`.
fn write(stage: &Stage, host: &Path, pki: &TestPki) {
    stage.install(&pki.both().issue(), pki);
    pki.both().issue().write(host, "host");
    pki.write(host);
}

#[tokio::test]
async fn new_files_are_used_for_new_connections_while_calls_go_on() {
    let (stage, host, new) = (Stage::new(), tempfile::tempdir().unwrap(), TestPki::new());
    write(&stage, host.path(), &stage.pki);
    let file = |name: &str| host.path().join(name);
    let own = Certificates::from_files(file("host.pem"), file("host.key"), file("ca.pem")).unwrap();
    let plugin = stage.launcher(own).multiplex(pintle::Multiplex::Off).launch().await.unwrap();
    let errand: ErrandClient = plugin.client();
    let adder = errand.adder().await.unwrap();
    adder.add(0, 0).await.unwrap();

    let (replaced, stop) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let calls = {
        let (adder, stop, replaced) = (adder.clone(), Arc::clone(&stop), Arc::clone(&replaced));
        tokio::spawn(async move {
            let mut count = 0_u32;
            let stopped = stop.notified();
            tokio::pin!(stopped);
            loop {
                tokio::select! {
                    biased;
                    () = &mut stopped => return count,
                    sum = adder.add(1, 1) => assert_eq!(sum.unwrap(), 2),
                }
                count += 1;
                replaced.notify_one();
            }
        })
    };
    soon(replaced.notified()).await;
    write(&stage, host.path(), &new);
    // Each lends over a socket of its own, and makes a connection with what is in the files now.
    for _ in 0..3 {
        lend_and_borrow(&errand).await;
    }
    let old = stage.pki.both().issue().certificates(&stage.pki).unwrap();
    let refused = attach(&plugin.reattach(), old).await.unwrap_err();
    assert!(matches!(refused, Error::Security(SecurityError::Untrusted { .. })), "the old authority's: {refused}");

    // What is no good changes nothing.
    stage.install(&new.both().expired().issue(), &new);
    lend_and_borrow(&errand).await;
    stop.notify_one();
    assert!(soon(calls).await.unwrap() > 0);
    plugin.shutdown().await.unwrap();
}

async fn attach(reattach: &pintle::Reattach, own: Certificates) -> Result<pintle::Plugin, Error> {
    attacher(pintle_tests::errand::errand::HANDSHAKE, reattach.clone()).0.certificates(own).attach().await
}

#[tokio::test]
async fn another_host_of_the_authority_can_attach() {
    let stage = Stage::new();
    let plugin = stage.launcher(stage.host()).launch().await.unwrap();
    let second = attach(&plugin.reattach(), stage.host()).await.unwrap();
    lend_and_borrow(&second.client()).await;
    let without = attacher(pintle_tests::errand::errand::HANDSHAKE, plugin.reattach()).0.attach().await.unwrap_err();
    assert!(matches!(without, Error::Security(SecurityError::NoCredentials { .. })), "{without}");
}

// A8, T13.
#[tokio::test]
async fn a_plugin_that_a_person_runs_is_secured_as_well() {
    let stage = Stage::new();
    let variables = stage.variables();
    let variables: Vec<_> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let by_hand = ByHand::probe(&variables).await;
    let (attacher, _heard) = attacher(service::HANDSHAKE, by_hand.reattach.clone());
    let plugin = attacher.certificates(stage.host()).attach().await.unwrap();
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
}

#[tokio::test]
async fn a_host_may_have_its_certificates_from_its_settings() {
    let (stage, host) = (Stage::new(), tempfile::tempdir().unwrap());
    write(&stage, host.path(), &stage.pki);
    let file = |name: &str| host.path().join(name).display().to_string();
    let set = |roots: &str| {
        Config::reader()
            .set("PLUGIN_CLIENT_CERT_FILE", file("host.pem"))
            .set("PLUGIN_CLIENT_KEY_FILE", file("host.key"))
            .set("PLUGIN_SERVER_ROOT_CERTS", roots)
            .read()
            .unwrap()
    };
    let launch = |config: Config| {
        let mut probe = command(PROBE);
        probe.envs(stage.variables());
        launcher(probe).0.config(&config)
    };
    let plugin = launch(set(&format!("file://{}", file("ca.pem")))).unwrap().launch().await.unwrap();
    assert!(plugin.tls().is_some());
    // A root may be text as well.
    launch(set(stage.pki.root_pem())).unwrap().launch().await.unwrap();
    let half = launch(Config::reader().set("PLUGIN_CLIENT_KEY_FILE", "/k").read().unwrap()).unwrap_err().to_string();
    for missing in ["PLUGIN_CLIENT_CERT_FILE is", "PLUGIN_SERVER_ROOT_CERTS is"] {
        assert!(half.contains(missing), "{half}");
    }
}
