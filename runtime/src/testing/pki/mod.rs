//! Certificates for tests: an authority, and whatever it vouches for, good and bad.

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ECDSA_P521_SHA512, PKCS_RSA_SHA256,
};
use time::{Duration, OffsetDateTime};

use crate::error::SecurityError;
use crate::tls::Certificates;

/// An authority for tests, which vouches for servers and clients; made anew each time, and kept in memory.
///
/// ```
/// # fn main() -> Result<(), pintle::SecurityError> {
/// use pintle::testing::TestPki;
///
/// let pki = TestPki::new();
/// let plugin = pki.server().issue().certificates(&pki)?;
/// let host = pki.client().issue().certificates(&pki)?;
/// # Ok(())
/// # }
/// ```
pub struct TestPki {
    issuer: Issuer<'static, KeyPair>,
    der: Vec<u8>,
    pem: String,
}

impl TestPki {
    /// An authority of the name `Test CA`, valid for 365 days. Each is another, though they have the same name.
    #[expect(clippy::new_without_default, reason = "each is another: there is no usual one")]
    pub fn new() -> Self {
        Self::authority("Test CA", CertificateParams::self_signed)
    }

    /// An authority below this one, `Test intermediate CA`: a peer that trusts the upper one takes what it issues only with its own
    /// certificate ([`root_pem`](Self::root_pem)) behind, in the chain.
    pub fn intermediate(&self) -> Self {
        Self::authority("Test intermediate CA", |params, key| params.signed_by(key, &self.issuer))
    }

    fn authority(
        name: &'static str,
        sign: impl FnOnce(&CertificateParams, &KeyPair) -> Result<rcgen::Certificate, rcgen::Error>,
    ) -> Self {
        let key = TestKey::P256.generate();
        let mut params = params(&[], name, Validity::days(365));
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let certificate = sign(&params, &key).expect("nothing in it is unusual");
        let (der, pem) = (certificate.der().to_vec(), certificate.pem());
        Self { issuer: Issuer::new(params, key), der, pem }
    }

    /// The authority's own certificate in PEM: the root that peers trust.
    pub fn root_pem(&self) -> &str {
        &self.pem
    }

    /// The same in DER.
    pub fn root_der(&self) -> &[u8] {
        &self.der
    }

    /// Writes [`root_pem`](Self::root_pem) to `ca.pem` in this directory, and gives its path.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn write(&self, directory: impl AsRef<Path>) -> PathBuf {
        written(directory.as_ref().join("ca.pem"), &self.pem)
    }

    /// A certificate for servers, `test-server`: in the names `localhost` and `127.0.0.1`, P-256, for 90 days.
    pub fn server(&self) -> TestIssue<'_> {
        TestIssue::new(self, "test-server", &[ExtendedKeyUsagePurpose::ServerAuth])
    }

    /// A certificate for clients, `test-client`; otherwise as [`server`](Self::server).
    pub fn client(&self) -> TestIssue<'_> {
        TestIssue::new(self, "test-client", &[ExtendedKeyUsagePurpose::ClientAuth])
    }

    /// A certificate for both, `test-end`, which ends need that lend and borrow; otherwise as [`server`](Self::server).
    pub fn both(&self) -> TestIssue<'_> {
        TestIssue::new(self, "test-end", &[ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth])
    }
}

impl fmt::Debug for TestPki {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestPki").finish_non_exhaustive()
    }
}

/// A certificate that is about to be issued.
#[must_use = "nothing is issued before `issue`"]
pub struct TestIssue<'a> {
    pki: &'a TestPki,
    common_name: &'static str,
    usages: Vec<ExtendedKeyUsagePurpose>,
    names: Vec<String>,
    key: TestKey,
    validity: Validity,
    is_self_signed: bool,
}

impl<'a> TestIssue<'a> {
    fn new(pki: &'a TestPki, common_name: &'static str, usages: &[ExtendedKeyUsagePurpose]) -> Self {
        let names = ["localhost", "127.0.0.1"].map(str::to_owned).to_vec();
        let (key, validity) = (TestKey::P256, Validity::days(90));
        Self { pki, common_name, usages: usages.to_vec(), names, key, validity, is_self_signed: false }
    }

    /// Sets the kind of its key; P-256 unless set.
    pub fn key(mut self, key: TestKey) -> Self {
        self.key = key;
        self
    }

    /// Sets its names, DNS names or IP addresses; `localhost` and `127.0.0.1` unless set.
    pub fn names(mut self, names: &[&str]) -> Self {
        self.names = names.iter().map(|name| (*name).to_owned()).collect();
        self
    }

    /// Sets for how many days from now it is valid; 90 unless set.
    pub fn days(mut self, days: u32) -> Self {
        self.validity = Validity::days(days);
        self
    }

    /// Makes it one that expired an hour ago.
    pub fn expired(mut self) -> Self {
        self.validity = Validity { from: Duration::days(-2), until: Duration::hours(-1) };
        self
    }

    /// Makes it one that is valid from tomorrow on.
    pub fn not_yet_valid(mut self) -> Self {
        self.validity = Validity { from: Duration::days(1), until: Duration::days(2) };
        self
    }

    /// Lets nobody vouch for it but itself.
    pub fn self_signed(mut self) -> Self {
        self.is_self_signed = true;
        self
    }

    /// Issues it.
    ///
    /// # Panics
    ///
    /// When a name is none.
    pub fn issue(self) -> TestCertificate {
        let key = self.key.generate();
        let mut params = params(&self.names, self.common_name, self.validity);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = self.usages;
        let certificate = match self.is_self_signed {
            true => params.self_signed(&key),
            false => params.signed_by(&key, &self.pki.issuer),
        };
        let certificate = certificate.expect("nothing in it is unusual");
        TestCertificate {
            der: certificate.der().to_vec(),
            pem: certificate.pem(),
            key_der: key.serialize_der(),
            key_pem: key.serialize_pem(),
        }
    }
}

impl fmt::Debug for TestIssue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestIssue").field("names", &self.names).field("key", &self.key).finish_non_exhaustive()
    }
}

/// The kind of a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TestKey {
    /// ECDSA on P-256.
    #[default]
    P256,
    /// ECDSA on P-384.
    P384,
    /// ECDSA on P-521, as go-plugin's own are.
    P521,
    /// RSA with 2048 bits.
    Rsa2048,
}

impl TestKey {
    fn generate(self) -> KeyPair {
        let algorithm = match self {
            Self::P256 => &PKCS_ECDSA_P256_SHA256,
            Self::P384 => &PKCS_ECDSA_P384_SHA384,
            Self::P521 => &PKCS_ECDSA_P521_SHA512,
            Self::Rsa2048 => &PKCS_RSA_SHA256,
        };
        KeyPair::generate_for(algorithm).expect("aws-lc-rs has every kind")
    }
}

/// A certificate and its private key.
#[derive(Clone)]
pub struct TestCertificate {
    der: Vec<u8>,
    pem: String,
    key_der: Vec<u8>,
    key_pem: String,
}

impl TestCertificate {
    /// The certificate in PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// The certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The private key in PEM, PKCS#8.
    pub fn key_pem(&self) -> &str {
        &self.key_pem
    }

    /// The private key in DER, PKCS#8.
    pub fn key_der(&self) -> &[u8] {
        &self.key_der
    }

    /// What an end proves with this, trusting whomever `peers` vouches for.
    ///
    /// # Errors
    ///
    /// When this is out of its time.
    pub fn certificates(&self, peers: &TestPki) -> Result<Certificates, SecurityError> {
        Certificates::from_pem(&self.pem, &self.key_pem, &peers.pem)
    }

    /// Writes the certificate to `NAME.pem` and its key to `NAME.key` in this directory, and gives both paths.
    ///
    /// # Panics
    ///
    /// When they cannot be written.
    pub fn write(&self, directory: impl AsRef<Path>, name: &str) -> (PathBuf, PathBuf) {
        let path = |ending: &str| directory.as_ref().join(format!("{name}.{ending}"));
        (written(path("pem"), &self.pem), written(path("key"), &self.key_pem))
    }
}

/// The key stays out of logs.
impl fmt::Debug for TestCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestCertificate").field("pem", &self.pem).finish_non_exhaustive()
    }
}

/// From now.
#[derive(Debug, Clone, Copy)]
struct Validity {
    from: Duration,
    until: Duration,
}

impl Validity {
    fn days(days: u32) -> Self {
        Self { from: Duration::minutes(-1), until: Duration::days(days.into()) }
    }
}

fn params(names: &[String], common_name: &str, validity: Validity) -> CertificateParams {
    let mut params = CertificateParams::new(names.to_vec()).expect("each is a name");
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.distinguished_name.push(DnType::OrganizationName, "Test Org");
    let now = OffsetDateTime::now_utc();
    (params.not_before, params.not_after) = (now + validity.from, now + validity.until);
    params
}

fn written(path: PathBuf, text: &str) -> PathBuf {
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}
