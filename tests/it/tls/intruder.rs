//! Whoever knocks at a plugin: its host, or somebody else.

use std::sync::Arc;

use pintle::Line;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::SingleCertAndKey;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme, SupportedProtocolVersion};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::frames::{self, PREFACE};
use super::identities::{Identity, Profile, credential, provider};
use super::sockets::{Socket, connect};
use crate::started::soon;

pub type Version = &'static SupportedProtocolVersion;

/// The versions of TLS that both ends take (T2, T3).
pub const VERSIONS: [Version; 2] = [&TLS12, &TLS13];

/// A way to try to get in.
#[derive(Clone)]
pub enum Attack {
    /// TLS, with something wrong.
    Tls(Arc<ClientConfig>),
    /// No TLS of today, or none at all.
    Bytes(Vec<u8>),
}

/// Every way in that must be closed to all who do not hold the key of `host`.
pub fn attacks(host: &Identity, plugin: &Line) -> Vec<(String, Attack)> {
    let own = Identity::new(Profile::P256);
    let (vouched, authority) = Identity::vouched_for();
    let genuine = host.certificate.clone();
    let theirs = CertificateDer::from(plugin.certificate.clone().unwrap());
    let present = |chain: &[&CertificateDer<'static>], signer| {
        Some(credential(chain.iter().map(|certificate| (*certificate).clone()).collect(), signer))
    };
    let tls = [
        ("no certificate", None, Some("h2")),
        ("another certificate", Some(own.credential()), Some("h2")),
        ("a certificate with an authority", present(&[&vouched.certificate, &authority], &vouched), Some("h2")),
        ("the right certificate behind another", present(&[&own.certificate, &genuine], &own), Some("h2")),
        ("the right certificate before its key's", present(&[&genuine, &own.certificate], &own), Some("h2")),
        ("the right certificate without its key", present(&[&genuine], &own), Some("h2")),
        ("the plugin's certificate", present(&[&theirs], &own), Some("h2")),
        ("no protocol", Some(host.credential()), None),
        ("another protocol", Some(host.credential()), Some("http/1.1")),
    ];
    let of_version = |version: Version| {
        tls.iter().map(move |(name, credential, alpn)| {
            let config = client(credential.clone(), alpn.as_slice(), version);
            (format!("{name}, {:?}", version.version), Attack::Tls(Arc::new(config)))
        })
    };
    let bytes = [
        ("HTTP/2 without TLS", PREFACE.to_vec()),
        ("HTTP/1.1", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec()),
        ("noise", (0..=255).map(|step: u8| step.wrapping_mul(73).wrapping_add(91)).collect()),
        ("TLS 1.1", tls11_hello()),
    ];
    let bytes = bytes.map(|(name, bytes)| (name.to_owned(), Attack::Bytes(bytes)));
    VERSIONS.into_iter().flat_map(of_version).chain(bytes).collect()
}

/// What an attacker is answered until the plugin hangs up: behind TLS where it got so far, else on the bare socket.
pub async fn answered(plugin: &Line, attack: Attack) -> Vec<u8> {
    let mut socket = connect(&plugin.address).await.unwrap();
    match attack {
        Attack::Bytes(bytes) => {
            socket.write_all(&bytes).await.unwrap();
            until_hung_up(socket).await
        }
        Attack::Tls(config) => match soon(TlsConnector::from(config).connect(localhost(), socket)).await {
            // With TLS 1.3 an attacker may think that it is in, until it hears more.
            Ok(mut stream) => {
                let _ = stream.write_all(PREFACE).await;
                until_hung_up(stream).await
            }
            Err(_) => Vec::new(),
        },
    }
}

/// Everything that comes until the other end hangs up, in whatever manner.
pub async fn until_hung_up(mut stream: impl AsyncRead + Unpin) -> Vec<u8> {
    let (mut all, mut some) = (Vec::new(), [0; 1024]);
    while let Ok(count @ 1..) = soon(stream.read(&mut some)).await {
        all.extend_from_slice(&some[..count]);
    }
    all
}

/// Connects as the host that owns `identity`, and asks for the plugin's health.
pub async fn health(plugin: &Line, identity: &Identity, version: Version) -> std::io::Result<Vec<u8>> {
    let config = client(Some(identity.credential()), &["h2"], version);
    let socket = connect(&plugin.address).await?;
    let mut stream: TlsStream<Socket> = TlsConnector::from(Arc::new(config)).connect(localhost(), socket).await?;
    let presented = stream.get_ref().1.peer_certificates().and_then(<[_]>::first).cloned();
    assert_eq!(presented.as_deref(), plugin.certificate.as_deref(), "the plugin proves the certificate of its line");
    soon(frames::health(&mut stream)).await
}

/// A client that trusts whoever answers.
pub fn client(credential: Option<Arc<SingleCertAndKey>>, alpn: &[&str], version: Version) -> ClientConfig {
    let builder = ClientConfig::builder_with_provider(provider()).with_protocol_versions(&[version]).unwrap();
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Anybody));
    let mut config = match credential {
        Some(credential) => builder.with_client_cert_resolver(credential),
        None => builder.with_no_client_auth(),
    };
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

pub fn localhost() -> ServerName<'static> {
    ServerName::try_from("localhost").unwrap()
}

/// A client's first message that offers TLS 1.1 and nothing newer (RFC 4346).
fn tls11_hello() -> Vec<u8> {
    const SUITES: &[u8] = &[0x00, 0x04, 0xc0, 0x14, 0x00, 0x2f];
    const SIGNATURES: &[u8] = &[0x00, 0x08, 0x00, 0x0d, 0x00, 0x04, 0x00, 0x02, 0x04, 0x03];
    let body = [&[0x03, 0x02][..], &[0x42; 32], &[0x00], SUITES, &[0x01, 0x00], SIGNATURES].concat();
    let length = body.len() as u8;
    [&[0x16, 0x03, 0x01, 0x00, length + 4, 0x01, 0x00, 0x00, length][..], &body].concat()
}

/// Takes any certificate, and any signature.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}
