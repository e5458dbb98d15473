//! Plugins that a Go host would talk to and ours does not, each refused with a word of its own (wire.md §1.21, L9, T4).

use pintle::{Error, ProtocolError, Security, SecurityError, Supervision};
use rustls::version::TLS13;
use tokio_rustls::TlsAcceptor;

use crate::harness::BROKEN;
use crate::start_failures::{broken, failure, shell};
use crate::tls::{Host, Identity, Listener, Network, Profile, server, some_certificate};

// TestClient, TestClient_testInterface, TestClient_mtlsNetRPCClient.
#[tokio::test]
async fn a_plugin_of_net_rpc_is_refused_as_such_whatever_else_it_says() {
    let certificate = some_certificate();
    let lines = [
        "1|1|tcp|:1234".to_owned(),
        "1|1|tcp|:1234|netrpc".to_owned(),
        "1|1|unix|/tmp/plugin|netrpc|".to_owned(),
        format!("1|1|tcp|:1234|netrpc|{certificate}"),
        format!("1|1|tcp|:1234|netrpc|{certificate}|true"),
    ];
    for security in [Security::MutualTls, Security::Plaintext] {
        for line in &lines {
            let attempt = broken(&[&format!("line:{line}"), "silent"]);
            let error = failure(attempt.with(|launcher| launcher.security(security))).await;
            assert_eq!(not_grpc(&error), "netrpc", "{line}");
            assert!(error.hint().contains("DefaultGRPCServer"), "{error}");
        }
    }
}

// TestClient_grpcNotAllowed the other way round: nothing else is allowed, to the letter.
#[tokio::test]
async fn no_protocol_but_grpc_is_taken() {
    for seen in ["", "GRPC", " grpc", "grpc2", "http"] {
        let error = failure(broken(&[&format!("line:1|1|tcp|:1234|{seen}|"), "silent"])).await;
        assert_eq!(not_grpc(&error), seen);
    }
}

fn not_grpc(error: &Error) -> &str {
    let Error::Protocol(ProtocolError::NotGrpc { seen }) = error else { panic!("{error}") };
    seen
}

// TestClient_killStart, TestClientStart_badVersion.
#[tokio::test]
async fn a_program_that_was_refused_is_ended_and_not_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts");
    let script = format!("echo start >> {}; exec {BROKEN} 'line:1|11|tcp|:1234|grpc|' silent", starts.display());
    let count = || std::fs::read_to_string(&starts).unwrap().lines().count();
    let refused = |error: &Error| {
        assert!(
            matches!(error, Error::Protocol(ProtocolError::Version { plugin: 11, host }) if *host == [1]),
            "{error}"
        );
    };
    refused(&failure(shell(&script)).await);
    assert_eq!(count(), 1);
    // Not even by a host that would start it again after its end.
    refused(&shell(&script).launcher.supervised(Supervision::default()).await.unwrap_err());
    assert_eq!(count(), 2);
}

// TestClient_TLS, TestClient_TLS_grpc: a certificate that the plugin does not announce proves nothing.
#[tokio::test]
async fn tls_that_the_line_does_not_announce_is_refused_by_either_kind_of_host() {
    let listener = Listener::bind(Network::Unix).await;
    let line = format!("line:1|1|{}|grpc|", listener.fields());
    let refused = failure(broken(&[&line, "silent"])).await;
    assert!(matches!(refused, Error::Security(SecurityError::NoCertificate)), "{refused}");

    let identity = Identity::new(Profile::P256);
    let acceptor = TlsAcceptor::from(server(identity.credential(), &["h2"], Host::Taken, &TLS13));
    let visit = async { _ = acceptor.accept(listener.accept().await.unwrap()).await };
    let plaintext = broken(&[&line, "silent"]).with(|launcher| launcher.security(Security::Plaintext));
    let (refused, ()) = tokio::join!(failure(plaintext), visit);
    assert_eq!(refused.code(), "transport.http2", "{refused}");
}
