//! Trust is one certificate, on both ends (wire.md §1.6): everybody else stays out, and the right one gets in all the
//! while.

pub mod frames;
mod identities;
mod impostor;
mod intruder;
mod sockets;

use kv::{Kv as _, KvClient};
use pintle::{Error, SecurityError};
use tokio_rustls::TlsAcceptor;

use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::started::{Started, soon};
use frames::SERVING;
pub use identities::{Identity, Profile, provider};
use impostor::answers;
pub use impostor::{Answer, Host, server, visited};
use intruder::{Attack, answered, attacks, health};
pub use intruder::{VERSIONS, Version, client, localhost, until_hung_up};
use sockets::NETWORKS;
pub use sockets::{Listener, Network, Socket, connect};

/// A plugin that listens there, launched by the host that owns `host`.
async fn plugin_of(host: &str, network: Network) -> Started {
    let certificate = ("PLUGIN_CLIENT_CERT", host);
    match network {
        Network::Unix => Started::probe(&[certificate]).await.unwrap(),
        Network::Tcp => Started::probe(&[certificate, ("PROBE_TCP", "1")]).await.unwrap(),
    }
}

/// A launch of a program that prints a line for `listener` and the certificate, and then does nothing.
fn pretender(listener: &Listener, certificate: &str) -> pintle::Launcher {
    let mut broken = command(BROKEN);
    broken.arg(format!("line:1|1|{}|grpc|{certificate}", listener.fields())).arg("silent");
    launcher(broken).0
}

/// The error that TLS gave, which must have been what failed.
fn refusal(error: &Error) -> String {
    let Error::Security(SecurityError::Tls { source, .. }) = error else { panic!("{error:?}") };
    source.to_string()
}

// T3, T6, T11, T14.
#[tokio::test]
async fn a_plugin_lets_its_host_in_and_nobody_else() {
    for network in NETWORKS {
        let host = Identity::new(Profile::P256);
        let plugin = plugin_of(&host.pem(), network).await;
        for (name, attack) in attacks(&host, &plugin.line) {
            let answer = answered(&plugin.line, attack.clone()).await;
            let is_alert = matches!(attack, Attack::Bytes(_)) && matches!(answer[..], [0x15, 3, _, 0, 2, _, _]);
            assert!(answer.is_empty() || is_alert, "{name} over {network:?} was answered {answer:x?}");
            for version in VERSIONS {
                let answer = health(&plugin.line, &host, version).await;
                assert_eq!(answer.unwrap(), SERVING, "after {name} over {network:?}");
            }
        }
    }
}

// T3.
#[tokio::test]
async fn a_plugin_refuses_tls_1_1_in_words_that_tls_1_1_has() {
    let host = Identity::new(Profile::P256);
    let plugin = plugin_of(&host.pem(), Network::Unix).await;
    let (_, attack) = attacks(&host, &plugin.line).into_iter().find(|(name, _)| name == "TLS 1.1").unwrap();
    const FATAL: u8 = 2;
    const PROTOCOL_VERSION: u8 = 70;
    let answer = answered(&plugin.line, attack).await;
    assert!(answer.ends_with(&[FATAL, PROTOCOL_VERSION]), "{answer:x?}");
}

#[tokio::test]
async fn visitors_that_say_nothing_keep_nobody_out() {
    let host = Identity::new(Profile::P256);
    for network in NETWORKS {
        let plugin = plugin_of(&host.pem(), network).await;
        let mut visitors = Vec::new();
        for _ in 0..200 {
            visitors.push(connect(&plugin.line.address).await.unwrap());
        }
        assert_eq!(health(&plugin.line, &host, VERSIONS[1]).await.unwrap(), SERVING);
    }
}

// T7: the dates are checked though the bytes are the right ones.
#[tokio::test]
async fn a_plugin_refuses_its_own_host_outside_the_dates_of_its_certificate() {
    for profile in [Profile::Expired, Profile::NotYetValid] {
        let host = Identity::new(profile);
        for network in NETWORKS {
            let plugin = plugin_of(&host.pem(), network).await;
            for version in VERSIONS {
                health(&plugin.line, &host, version).await.unwrap_err();
            }
        }
    }
}

// T1, T8, T9, T10.
#[tokio::test]
async fn a_plugin_takes_a_certificate_of_any_make() {
    for profile in GOOD {
        let host = Identity::new(profile);
        let plugin = plugin_of(&host.pem(), Network::Unix).await;
        for version in VERSIONS {
            let answer = health(&plugin.line, &host, version).await;
            assert_eq!(answer.unwrap(), SERVING, "{profile:?}, {:?}", version.version);
        }
    }
}

#[tokio::test]
async fn a_plugin_says_what_is_wrong_with_its_hosts_certificate() {
    let key = identities::pem(b"no certificate").replace("CERTIFICATE", "PRIVATE KEY");
    let cases = [
        (identities::pem(&identities::weak_certificate()), "its RSA key has 1024 bits, and 2048 are the least"),
        (identities::pem(b"no certificate"), "the host's certificate cannot be used"),
        (key, "it is a PEM block \"PRIVATE KEY\", not \"CERTIFICATE\""),
        ("no PEM".to_owned(), "the host's certificate cannot be used"),
    ];
    for (certificate, reason) in cases {
        let refused = Started::probe(&[("PLUGIN_CLIENT_CERT", &certificate)]).await.unwrap_err();
        assert_eq!((refused.status.code(), refused.stdout.as_str()), (Some(1), ""));
        let told = refused.stderr;
        assert!(told.contains(reason) && told.contains("security.bad_certificate"), "{told}");
    }
}

// T2, T6, T14.
#[tokio::test]
async fn a_host_takes_its_plugin_and_no_impostor() {
    for network in NETWORKS {
        let plugin = Identity::new(Profile::P256);
        let all: Vec<_> =
            answers(&plugin).into_iter().map(|case| tokio::spawn(refused(network, plugin.field(), case))).collect();
        for one in all {
            one.await.unwrap();
        }
        launcher(command(PROBE)).0.launch().await.unwrap().shutdown().await.unwrap();
    }
}

/// Launches a pretender of this certificate who answers so, and looks at what each of the two learns.
async fn refused(network: Network, certificate: String, (name, answer, reason): (String, Answer, &'static str)) {
    let listener = Listener::bind(network).await;
    let visit = async { visited(listener.accept().await.unwrap(), answer).await };
    let (launched, said) = tokio::join!(soon(pretender(&listener, &certificate).launch()), visit);
    let told = refusal(&launched.unwrap_err());
    assert!(told.contains(reason), "{name} over {network:?}: {told}");
    // Where the plugin refuses the host, TLS 1.3 lets the host speak before it learns of that.
    assert!(said.is_empty() || name == "a plugin of another host, TLSv1_3", "{name} over {network:?}: {said:x?}");
}

// T7.
#[tokio::test]
async fn a_host_refuses_its_own_plugin_outside_the_dates_of_its_certificate() {
    for (profile, reason) in [(Profile::Expired, "Expired"), (Profile::NotYetValid, "NotValidYet")] {
        let plugin = Identity::new(profile);
        for version in VERSIONS {
            let listener = Listener::bind(Network::Unix).await;
            let server = server(plugin.credential(), &["h2"], Host::Taken, version);
            let visit = async { visited(listener.accept().await.unwrap(), Answer::Tls(server)).await };
            let (launched, said) = tokio::join!(pretender(&listener, &plugin.field()).launch(), visit);
            let told = refusal(&launched.unwrap_err());
            assert!(told.contains(reason) && said.is_empty(), "{told}");
        }
    }
}

// T1, T8, T9: the plugin is a real one behind somebody who adds TLS with such a certificate.
#[tokio::test]
async fn a_host_takes_a_certificate_of_any_make() {
    let behind = Started::probe(&[]).await.unwrap();
    for profile in GOOD {
        let plugin = Identity::new(profile);
        for (version, name) in VERSIONS.into_iter().zip(["TLS 1.2", "TLS 1.3"]) {
            let listener = Listener::bind(Network::Unix).await;
            let server = TlsAcceptor::from(server(plugin.credential(), &["h2"], Host::Taken, version));
            let relay = async {
                let mut stream = server.accept(listener.accept().await.unwrap()).await.unwrap();
                assert!(stream.get_ref().1.peer_certificates().is_some(), "a host proves itself");
                let mut plugin = connect(&behind.line.address).await.unwrap();
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut plugin).await;
            };
            let call = async {
                let plugin = pretender(&listener, &plugin.field()).launch().await.unwrap();
                let kv: KvClient = plugin.client();
                assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
                assert_eq!(plugin.tls().unwrap().version, name, "{profile:?}");
            };
            // The relay ends when the host hangs up: the plugin was dropped at the end of the call.
            soon(async { tokio::join!(relay, call) }).await;
        }
    }
}

#[tokio::test]
async fn a_host_says_what_is_wrong_with_its_plugins_certificate() {
    let cases = [
        (identities::weak_certificate().to_vec(), "its RSA key has 1024 bits, and 2048 are the least"),
        (vec![0x30; 64], "the plugin's certificate cannot be used"),
    ];
    for (certificate, reason) in cases {
        let listener = Listener::bind(Network::Unix).await;
        let refused = pretender(&listener, &identities::field(&certificate)).launch().await.unwrap_err();
        assert!(matches!(refused, Error::Security(SecurityError::BadCertificate { .. })), "{refused:?}");
        assert!(refused.to_string().contains(reason), "{refused}");
    }
}

/// A good certificate, as the handshake line has it.
pub fn some_certificate() -> String {
    Identity::new(Profile::P256).field()
}

/// Every kind of key that a peer may have, and a name that says nothing: the certificate itself is what is trusted.
const GOOD: [Profile; 6] =
    [Profile::P256, Profile::P384, Profile::Go, Profile::Ed25519, Profile::Rsa2048, Profile::Elsewhere];
