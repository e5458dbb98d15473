//! Whoever answers a host: its plugin, or somebody else.

use std::sync::Arc;

use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::sign::SingleCertAndKey;
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme,
    SupportedProtocolVersion,
};
use tokio::io::AsyncWriteExt as _;
use tokio_rustls::TlsAcceptor;

use super::identities::{Identity, Profile, credential, provider};
use super::intruder::{VERSIONS, until_hung_up};
use super::sockets::Socket;
use crate::started::soon;

/// What a false plugin does with the host's connection.
#[derive(Clone)]
pub enum Answer {
    Tls(Arc<ServerConfig>),
    Bytes(Vec<u8>),
    HangUp,
}

/// Every answer that a host must refuse from a plugin whose line has the certificate of `plugin`, and what it must say.
pub fn answers(plugin: &Identity) -> Vec<(String, Answer, &'static str)> {
    let own = Identity::new(Profile::P256);
    let (vouched, authority) = Identity::vouched_for();
    let genuine = &plugin.certificate;
    let behind = credential(vec![own.certificate.clone(), genuine.clone()], &own);
    let vouched = credential(vec![vouched.certificate.clone(), authority], &vouched);
    let replayed = credential(vec![genuine.clone()], &own);
    const OTHER: &str = "is not the one that was announced";
    const HOST_REFUSED: &str = "received fatal alert: AccessDenied";
    let tls = [
        ("another certificate", own.credential(), Some("h2"), Host::Taken, OTHER),
        ("a certificate with an authority", vouched, Some("h2"), Host::Taken, OTHER),
        ("the right certificate behind another", behind, Some("h2"), Host::Taken, OTHER),
        ("the right certificate without its key", replayed, Some("h2"), Host::Taken, "BadSignature"),
        ("no protocol", plugin.credential(), None, Host::Taken, "did not agree on the protocol h2"),
        ("another protocol", plugin.credential(), Some("http/1.1"), Host::Taken, "NoApplicationProtocol"),
        ("a plugin of another host", plugin.credential(), Some("h2"), Host::Refused, HOST_REFUSED),
    ];
    let of_version = |version: &'static SupportedProtocolVersion| {
        tls.iter().map(move |(name, credential, alpn, host, reason)| {
            let config = server(Arc::clone(credential), alpn.as_slice(), *host, version);
            (format!("{name}, {:?}", version.version), Answer::Tls(config), *reason)
        })
    };
    let bytes = [
        ("HTTP/2 without TLS", b"\0\0\0\x04\0\0\0\0\0".to_vec(), "InvalidContentType"),
        ("HTTP/1.1", b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), "InvalidContentType"),
        ("TLS 1.1", tls11_hello(), "ServerDoesNotSupportTls12Or13"),
    ];
    let bytes = bytes.map(|(name, bytes, reason)| (name.to_owned(), Answer::Bytes(bytes), reason));
    let hang_up = ("hanging up".to_owned(), Answer::HangUp, "eof");
    VERSIONS.into_iter().flat_map(of_version).chain(bytes).chain([hang_up]).collect()
}

/// Answers the host, and tells what it then said behind TLS until it hung up.
pub async fn visited(mut socket: Socket, answer: Answer) -> Vec<u8> {
    match answer {
        Answer::Tls(config) => match soon(TlsAcceptor::from(config).accept(socket)).await {
            Ok(stream) => until_hung_up(stream).await,
            Err(_) => Vec::new(),
        },
        Answer::Bytes(bytes) => {
            socket.write_all(&bytes).await.unwrap();
            until_hung_up(socket).await;
            Vec::new()
        }
        Answer::HangUp => {
            // What is not read when a socket closes resets it, and a reset has another text.
            socket.shutdown().await.unwrap();
            until_hung_up(socket).await;
            Vec::new()
        }
    }
}

/// Whether a server takes whatever host there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    Taken,
    Refused,
}

/// A server that asks for the host's certificate.
pub fn server(
    credential: Arc<SingleCertAndKey>,
    alpn: &[&str],
    host: Host,
    version: &'static SupportedProtocolVersion,
) -> Arc<ServerConfig> {
    let builder = ServerConfig::builder_with_provider(provider()).with_protocol_versions(&[version]).unwrap();
    let mut config = builder.with_client_cert_verifier(Arc::new(host)).with_cert_resolver(credential);
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    Arc::new(config)
}

/// A server's first message that chooses TLS 1.1 (RFC 4346).
fn tls11_hello() -> Vec<u8> {
    let body = [&[0x03, 0x02][..], &[0x42; 32], &[0x00, 0xc0, 0x14, 0x00]].concat();
    let length = body.len() as u8;
    [&[0x16, 0x03, 0x02, 0x00, length + 4, 0x02, 0x00, 0x00, length][..], &body].concat()
}

impl ClientCertVerifier for Host {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        match self {
            Self::Taken => Ok(ClientCertVerified::assertion()),
            Self::Refused => Err(CertificateError::ApplicationVerificationFailure.into()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = provider().signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = provider().signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        provider().signature_verification_algorithms.supported_schemes()
    }
}
