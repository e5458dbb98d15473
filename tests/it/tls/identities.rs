//! Keys and certificates, good and bad, and TLS that presents and trusts whatever a test wants.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ECDSA_P521_SHA512, PKCS_ED25519, PKCS_RSA_SHA256,
    PublicKeyData, SignatureAlgorithm, date_time_ymd,
};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};

/// A private key, and the certificate that says whose it is.
#[derive(Debug, Clone)]
pub struct Identity {
    pub certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

/// What a certificate is like. All but the last are P-256 unless they say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    P256,
    P384,
    /// Go's: P-521, CA:TRUE, and all its usages (T1).
    Go,
    Ed25519,
    Rsa2048,
    /// In the name of another machine.
    Elsewhere,
    Expired,
    NotYetValid,
}

impl Identity {
    pub fn new(profile: Profile) -> Self {
        let key = profile.key();
        let certificate = profile.params().self_signed(&key).unwrap();
        Self { certificate: certificate.der().clone(), key: key.serialize_der() }
    }

    /// An identity that a certificate authority vouches for, and the authority's certificate.
    pub fn vouched_for() -> (Self, CertificateDer<'static>) {
        let (key, authority_key) = (Profile::P256.key(), Profile::Go.key());
        let authority = Profile::Go.params().self_signed(&authority_key).unwrap();
        let issuer = Issuer::new(Profile::Go.params(), authority_key);
        let certificate = Profile::P256.params().signed_by(&key, &issuer).unwrap();
        (Self { certificate: certificate.der().clone(), key: key.serialize_der() }, authority.der().clone())
    }

    /// In PEM, as `PLUGIN_CLIENT_CERT` carries it (E6).
    pub fn pem(&self) -> String {
        pem(&self.certificate)
    }

    /// In base64 without padding, as the handshake line carries it (L2).
    pub fn field(&self) -> String {
        field(&self.certificate)
    }

    /// What TLS presents: this certificate, proven with this key.
    pub fn credential(&self) -> Arc<SingleCertAndKey> {
        credential(vec![self.certificate.clone()], self)
    }
}

pub fn pem(certificate: &[u8]) -> String {
    let text = base64::engine::general_purpose::STANDARD.encode(certificate);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

pub fn field(certificate: &[u8]) -> String {
    STANDARD_NO_PAD.encode(certificate)
}

/// What TLS presents: these certificates, "proven" with the key of `signer`, which need not fit.
pub fn credential(chain: Vec<CertificateDer<'static>>, signer: &Identity) -> Arc<SingleCertAndKey> {
    let key = PrivatePkcs8KeyDer::from(signer.key.clone()).into();
    let key = provider().key_provider.load_private_key(key).unwrap();
    Arc::new(CertifiedKey::new(chain, key).into())
}

pub fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// A certificate with an RSA key of 1024 bits; nobody has the key.
pub fn weak_certificate() -> CertificateDer<'static> {
    struct WeakKey(Vec<u8>);

    impl PublicKeyData for WeakKey {
        fn der_bytes(&self) -> &[u8] {
            &self.0
        }

        fn algorithm(&self) -> &'static SignatureAlgorithm {
            &PKCS_RSA_SHA256
        }
    }

    // SEQUENCE { INTEGER of 1024 bits, INTEGER 65537 }
    let key = [&[0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0x00][..], &[0xc5; 128], &[0x02, 0x03, 0x01, 0x00, 0x01]].concat();
    let issuer = Issuer::new(Profile::Go.params(), Profile::Go.key());
    Profile::P256.params().signed_by(&WeakKey(key), &issuer).unwrap().der().clone()
}

impl Profile {
    fn key(self) -> KeyPair {
        let algorithm = match self {
            Self::P384 => &PKCS_ECDSA_P384_SHA384,
            Self::Go => &PKCS_ECDSA_P521_SHA512,
            Self::Ed25519 => &PKCS_ED25519,
            Self::Rsa2048 => &PKCS_RSA_SHA256,
            Self::P256 | Self::Elsewhere | Self::Expired | Self::NotYetValid => &PKCS_ECDSA_P256_SHA256,
        };
        KeyPair::generate_for(algorithm).unwrap()
    }

    fn params(self) -> CertificateParams {
        let name = if self == Self::Elsewhere { "elsewhere.example" } else { "localhost" };
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        (params.not_before, params.not_after) = match self {
            Self::Expired => (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1)),
            Self::NotYetValid => (date_time_ymd(3001, 1, 1), date_time_ymd(3002, 1, 1)),
            _ => (date_time_ymd(2001, 1, 1), date_time_ymd(3002, 1, 1)),
        };
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth, ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        if self == Self::Go {
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            params.key_usages.extend([
                KeyUsagePurpose::KeyEncipherment,
                KeyUsagePurpose::KeyAgreement,
                KeyUsagePurpose::KeyCertSign,
            ]);
        }
        params
    }
}
