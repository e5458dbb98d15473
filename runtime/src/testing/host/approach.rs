//! The manners in which a connection is made: as the host, or as somebody else.

use std::io;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, DigitallySignedStruct, SignatureScheme};
use tokio_rustls::TlsConnector;

use super::Identity;

/// How to connect: in plaintext, or with TLS and whatever certificate a test shows. The plugin's certificate is not judged:
/// that it is in the line is for the test to [compare](super::Connection::certificate). That its key belongs to it is checked.
#[derive(Debug, Clone)]
pub struct Approach(Option<Tls>);

#[derive(Debug, Clone)]
struct Tls {
    shown: Option<Identity>,
    protocol: Option<&'static [u8]>,
    older: bool,
}

impl Approach {
    /// HTTP/2 without TLS (wire.md G1).
    pub fn plaintext() -> Self {
        Self(None)
    }

    /// TLS 1.3 without a certificate of one's own.
    pub fn tls() -> Self {
        Self(Some(Tls { shown: None, protocol: Some(b"h2"), older: false }))
    }

    /// TLS 1.3 with this certificate.
    pub fn showing(identity: &Identity) -> Self {
        Self::tls().change(|tls| tls.shown = Some(identity.clone()))
    }

    /// Names no protocol (T6).
    #[must_use]
    pub fn without_alpn(self) -> Self {
        self.change(|tls| tls.protocol = None)
    }

    /// TLS 1.2 and nothing newer.
    #[must_use]
    pub fn older(self) -> Self {
        self.change(|tls| tls.older = true)
    }

    fn change(mut self, change: impl FnOnce(&mut Tls)) -> Self {
        self.0.as_mut().map(change);
        self
    }

    /// None for plaintext.
    pub(super) fn connector(&self) -> io::Result<Option<TlsConnector>> {
        self.0.as_ref().map(|tls| Ok(TlsConnector::from(Arc::new(tls.config()?)))).transpose()
    }
}

impl Tls {
    fn config(&self) -> io::Result<ClientConfig> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let version = if self.older { &TLS12 } else { &TLS13 };
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_protocol_versions(&[version])
            .map_err(io::Error::other)?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Anybody(provider)));
        let mut config = match &self.shown {
            Some(identity) => builder.with_client_auth_cert(vec![identity.certificate().clone()], identity.key()),
            None => Ok(builder.with_no_client_auth()),
        }
        .map_err(io::Error::other)?;
        config.alpn_protocols = self.protocol.iter().map(|name| name.to_vec()).collect();
        config.resumption = rustls::client::Resumption::disabled();
        Ok(config)
    }
}

/// Takes any certificate whose key the other end has.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
