//! Trust is one certificate: the peer must present exactly it, in its time, and prove that it holds the key.

use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{CertificateError, DigitallySignedStruct, DistinguishedName, Error, OtherError, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::asn1::UintRef;
use x509_cert::der::pem::decode_vec;
use x509_cert::der::{Decode as _, Reader as _, SliceReader};
use x509_cert::spki::{ObjectIdentifier, SubjectPublicKeyInfoOwned};

/// The one certificate that is trusted.
///
/// rustls' own verifiers refuse what go-plugin makes, a self-signed certificate that says CA (T8). Nothing is lost by
/// going without them: of everything they check, comparing every byte leaves only the dates and the signature.
#[derive(Debug)]
pub(crate) struct Pinned {
    certificate: CertificateDer<'static>,
    not_before: Duration,
    not_after: Duration,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Pinned {
    /// Trusts the certificate in DER. The error says what is wrong with it.
    pub(crate) fn from_der(der: Vec<u8>) -> Result<Self, String> {
        let parsed = Certificate::from_der(&der).map_err(|error| format!("it is not X.509: {error}"))?.tbs_certificate;
        if let Some(bits) = rsa_bits(&parsed.subject_public_key_info).filter(|bits| *bits < LEAST_RSA_BITS) {
            return Err(format!("its RSA key has {bits} bits, and {LEAST_RSA_BITS} are the least"));
        }
        let validity = parsed.validity;
        Ok(Self {
            certificate: der.into(),
            not_before: validity.not_before.to_unix_duration(),
            not_after: validity.not_after.to_unix_duration(),
            algorithms: super::provider().signature_verification_algorithms,
        })
    }

    /// Trusts the one certificate in a PEM text.
    pub(crate) fn from_pem(pem: &str) -> Result<Self, String> {
        match decode_vec(pem.as_bytes()) {
            Ok(("CERTIFICATE", der)) => Self::from_der(der),
            Ok((label, _)) => Err(format!("it is a PEM block {label:?}, not \"CERTIFICATE\"")),
            Err(error) => Err(format!("it is not PEM: {error}")),
        }
    }

    /// The certificate in PEM.
    pub(super) fn pem(&self) -> String {
        super::identity::pem("CERTIFICATE", &self.certificate)
    }

    fn check(&self, presented: &CertificateDer<'_>, now: UnixTime) -> Result<(), Error> {
        let now = Duration::from_secs(now.as_secs());
        if *presented != self.certificate {
            Err(OtherError(Arc::new(OtherCertificate)).into())
        } else if now < self.not_before {
            Err(CertificateError::NotValidYet.into())
        } else if now > self.not_after {
            Err(CertificateError::Expired.into())
        } else {
            Ok(())
        }
    }
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.check(end_entity, now).map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

impl ClientCertVerifier for Pinned {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.check(end_entity, now).map(|()| ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// The SHA-256 of a certificate, in hexadecimal.
pub(super) fn fingerprint(certificate: &[u8]) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, certificate);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The length of an RSA key, in whole bytes; nothing for a key of another kind.
pub(super) fn rsa_bits(key: &SubjectPublicKeyInfoOwned) -> Option<usize> {
    const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
    let mut reader = SliceReader::new(key.subject_public_key.as_bytes().filter(|_| key.algorithm.oid == RSA)?).ok()?;
    // SEQUENCE { modulus, exponent } (RFC 8017).
    let modulus = reader.sequence(|fields| {
        let modulus = UintRef::decode(fields)?;
        UintRef::decode(fields).map(|_| modulus)
    });
    Some(modulus.ok()?.as_bytes().len() * 8)
}

/// What TLS verifies. A shorter key would show only later, as a signature that is wrong.
pub(super) const LEAST_RSA_BITS: usize = 2048;

/// rustls has no words for it.
#[derive(Debug, thiserror::Error)]
#[error("the certificate is not the one that was announced")]
struct OtherCertificate;
