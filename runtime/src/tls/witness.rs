//! Whether a peer speaks TLS at all: to tell why it does not speak anything else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsConnector;

use super::{ALPN, localhost, provider};

/// Whether the peer shows a certificate. Whichever it is, it is refused: this asks, and talks to nobody.
pub(crate) async fn shows_certificate(stream: impl AsyncRead + AsyncWrite + Unpin) -> bool {
    let provider = provider();
    let schemes = provider.signature_verification_algorithms.supported_schemes();
    let witness = Arc::new(Witness { seen: AtomicBool::new(false), schemes });
    let Ok(config) = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions() else {
        return false;
    };
    let config = config.dangerous().with_custom_certificate_verifier(Arc::clone(&witness) as _);
    let mut config = config.with_no_client_auth();
    config.alpn_protocols = vec![ALPN.to_vec()];
    let refused = TlsConnector::from(Arc::new(config)).connect(localhost(), stream).await;
    debug_assert!(refused.is_err(), "the witness lets nobody through");
    witness.seen.load(Ordering::Relaxed)
}

/// Sees a certificate, and takes none.
#[derive(Debug)]
struct Witness {
    seen: AtomicBool,
    schemes: Vec<SignatureScheme>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.seen.store(true, Ordering::Relaxed);
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls13_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.clone()
    }
}
