//! Who answers a host.

use std::sync::Arc;

use pintle::testing::TestPki;
use pintle::{CertificateFault as Fault, Certificates, Error, Launcher, SecurityError};
use rustls::sign::SingleCertAndKey;

use super::{Stage, credential, wrong};
use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::started::soon;
use crate::tls::{Answer, Host, Listener, Network, VERSIONS, Version, server, visited};

/// A launch of a program that prints a line without a certificate, and then does nothing.
fn pretender(listener: &Listener, own: Certificates) -> Launcher {
    let mut broken = command(BROKEN);
    broken.arg(format!("line:1|1|{}|grpc|", listener.fields())).arg("silent");
    launcher(broken).0.certificates(own)
}

/// What the host says of somebody who answers so, who must learn nothing.
async fn met(own: Certificates, answer: Answer) -> Error {
    let listener = Listener::bind(Network::Unix).await;
    let visit = async { visited(listener.accept().await.unwrap(), answer).await };
    let (launched, said) = tokio::join!(soon(pretender(&listener, own).launch()), visit);
    assert!(said.is_empty(), "{said:x?}");
    launched.unwrap_err()
}

fn presenting(credential: Arc<SingleCertAndKey>, version: Version) -> Answer {
    Answer::Tls(server(credential, &["h2"], Host::Taken, version))
}

#[tokio::test]
async fn a_host_with_certificates_of_its_own_takes_no_impostor_and_says_why() {
    let pki = TestPki::new();
    let faults = [
        Fault::UnknownAuthority,
        Fault::UnknownAuthority,
        Fault::Expired,
        Fault::NotYetValid,
        Fault::OtherUsage,
        Fault::OtherKey,
    ];
    let own = pki.client().issue().certificates(&pki).unwrap();
    let elsewhere = pki.server().names(&["elsewhere.example"]).issue();
    for version in VERSIONS {
        let impostors = wrong(&pki, TestPki::server, pki.client()).into_iter().zip(faults);
        let impostors = impostors.map(|(wrong, fault)| (wrong.name, wrong.credential, fault));
        let other_name = ("another name", credential(&elsewhere, &elsewhere), Fault::OtherName);
        for (name, credential, expected) in impostors.chain([other_name]) {
            let refused = met(own.clone(), presenting(credential, version)).await;
            let Error::Security(SecurityError::Untrusted { fault, .. }) = &refused else { panic!("{name}: {refused}") };
            assert_eq!(*fault, expected, "{name}, {:?}: {refused}", version.version);
            let is_renewed = matches!(expected, Fault::Expired | Fault::NotYetValid | Fault::UnknownAuthority);
            assert_eq!(refused.may_pass(), is_renewed, "{name}");
        }
    }
    for (name, answer) in [
        ("no TLS", Answer::Bytes(b"\0\0\0\x04\0\0\0\0\0".to_vec())),
        ("another protocol", Answer::Tls(server(credential_of(&pki), &["http/1.1"], Host::Taken, VERSIONS[1]))),
        ("hanging up", Answer::HangUp),
    ] {
        let refused = met(own.clone(), answer).await;
        assert!(matches!(refused, Error::Security(SecurityError::Tls { .. })), "{name}: {refused}");
    }
}

fn credential_of(pki: &TestPki) -> Arc<SingleCertAndKey> {
    let good = pki.server().issue();
    credential(&good, &good)
}

#[tokio::test]
async fn a_host_looks_for_the_name_that_it_expects() {
    let stage = Stage::new();
    stage.install(&stage.pki.both().names(&["kv.example"]).issue(), &stage.pki);
    let expecting = stage.host().peer_name("kv.example").unwrap();
    stage.launcher(expecting).launch().await.unwrap();
    let refused = stage.launcher(stage.host()).launch().await.unwrap_err();
    assert!(matches!(refused, Error::Security(SecurityError::Untrusted { fault: Fault::OtherName, .. })), "{refused}");
}

#[tokio::test]
async fn a_host_that_the_plugin_refuses_hears_why() {
    let (stage, others) = (Stage::new(), TestPki::new());
    let strangers = [
        (others.client().issue(), Fault::UnknownAuthority),
        (stage.pki.client().self_signed().issue(), Fault::UnknownAuthority),
        (stage.pki.server().issue(), Fault::OtherUsage),
    ];
    for (stranger, expected) in strangers {
        let refused = stage.launcher(stranger.certificates(&stage.pki).unwrap()).launch().await.unwrap_err();
        let Error::Security(SecurityError::RefusedByPlugin { fault, .. }) = &refused else { panic!("{refused}") };
        assert_eq!(*fault, expected, "{refused}");
    }
}

#[tokio::test]
async fn two_ends_that_are_secured_in_different_ways_part_with_the_reason() {
    let stage = Stage::new();
    let mut configured = command(PROBE);
    configured.envs(stage.variables());
    let launch_keys = launcher(configured).0.launch().await.unwrap_err();
    assert!(matches!(launch_keys, Error::Security(SecurityError::NoCertificate)), "T4: {launch_keys}");
    let plaintext = launcher(command(PROBE)).0.certificates(stage.host()).launch().await.unwrap_err();
    assert!(matches!(plaintext, Error::Security(SecurityError::Tls { .. })), "{plaintext}");
}
