//! Keys and certificates for hosts, and for those who would be one.

use std::fmt;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P521_SHA512, SerialNumber,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};
use x509_cert::der::pem::{LineEnding, encode_string};

/// A private key and its self-signed certificate.
#[derive(Clone)]
pub struct Identity {
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
    profile: CertificateParams,
}

impl Identity {
    /// One as every go-plugin host makes it: P-521, a certificate authority, for `localhost` (wire.md T1).
    ///
    /// # Errors
    ///
    /// When the machine has no randomness to give.
    pub fn like_go() -> Result<Self, IdentityError> {
        let mut profile = profile()?;
        profile.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        profile.key_usages =
            vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::KeyEncipherment, KeyUsagePurpose::KeyAgreement];
        profile.key_usages.push(KeyUsagePurpose::KeyCertSign);
        Self::signed(profile, &KeyPair::generate_for(&PKCS_ECDSA_P521_SHA512)?)
    }

    /// One with the most common curve, P-256, and of no authority.
    ///
    /// # Errors
    ///
    /// When the machine has no randomness to give.
    pub fn of_p256() -> Result<Self, IdentityError> {
        Self::signed(profile()?, &KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?)
    }

    /// One whose certificate says all that this one's says, the serial number included, and has another key.
    ///
    /// # Errors
    ///
    /// When the machine has no randomness to give.
    pub fn namesake(&self) -> Result<Self, IdentityError> {
        Self::signed(self.profile.clone(), &KeyPair::generate_for(&PKCS_ECDSA_P521_SHA512)?)
    }

    fn signed(profile: CertificateParams, key: &KeyPair) -> Result<Self, IdentityError> {
        let certificate = profile.self_signed(key)?.der().clone();
        Ok(Self { certificate, key: key.serialize_der(), profile })
    }

    /// The certificate in PEM, as `PLUGIN_CLIENT_CERT` has it (E6).
    pub fn pem(&self) -> String {
        encode_string("CERTIFICATE", LineEnding::LF, &self.certificate).unwrap_or_default()
    }

    /// The certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    pub(super) fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    pub(super) fn key(&self) -> PrivateKeyDer<'static> {
        PrivatePkcs8KeyDer::from(self.key.clone()).into()
    }
}

/// The key stays out of reports.
impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").finish_non_exhaustive()
    }
}

/// No key, or no certificate.
#[derive(Debug, thiserror::Error)]
#[error("no identity could be made")]
pub struct IdentityError(#[from] rcgen::Error);

fn profile() -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(vec!["localhost".to_owned()])?;
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, "localhost");
    name.push(DnType::OrganizationName, "HashiCorp");
    params.distinguished_name = name;
    let mut serial = [0; 16];
    aws_lc_rs::rand::fill(&mut serial).map_err(|_| rcgen::Error::RingUnspecified)?;
    serial[0] &= 0x7f;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    let now = OffsetDateTime::now_utc();
    params.not_before = now - Duration::seconds(30);
    params.not_after = now + Duration::hours(262_980);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
    Ok(params)
}
