//! The key and certificate of one end for one launch: made at its start, kept in memory, gone with it.

use std::fmt;

use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};
use x509_cert::der::pem::{LineEnding, encode_string};

use crate::error::SecurityError;

/// A private key and the self-signed certificate that goes with it.
pub(crate) struct Identity {
    pub(crate) certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Identity {
    /// Makes a new one, with the profile of go-plugin (T1) but for two things: the curve is P-256, which every peer
    /// verifies and which is an order of magnitude faster than Go's P-521 (T7, T10), and it is no CA, since it signs
    /// nothing but itself.
    pub(crate) fn generate() -> Result<Self, SecurityError> {
        let failed = |error: rcgen::Error| SecurityError::Identity(Box::new(error));
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(failed)?;
        let certificate = profile().and_then(|params| params.self_signed(&key)).map_err(failed)?;
        Ok(Self { certificate: certificate.der().clone(), key: key.serialize_der() })
    }

    /// One that was made before.
    pub(super) fn of(certificate: CertificateDer<'static>, key: Vec<u8>) -> Self {
        Self { certificate, key }
    }

    /// The private key, for the TLS stack.
    pub(super) fn key(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.clone()).into()
    }

    /// The certificate in PEM, as `PLUGIN_CLIENT_CERT` carries it (E6).
    pub(crate) fn pem(&self) -> String {
        pem("CERTIFICATE", &self.certificate)
    }

    /// The private key in PEM.
    pub(super) fn key_pem(&self) -> String {
        pem("PRIVATE KEY", &self.key)
    }
}

pub(super) fn pem(label: &str, der: &[u8]) -> String {
    encode_string(label, LineEnding::LF, der).expect("keys and certificates are far below PEM's limits")
}

/// The key stays out of logs.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

fn profile() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "localhost");
    name.push(DnType::OrganizationName, "pintle");
    params.distinguished_name = name;
    let now = OffsetDateTime::now_utc();
    params.not_before = now - Duration::seconds(30);
    params.not_after = now + Duration::hours(262_980);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}
