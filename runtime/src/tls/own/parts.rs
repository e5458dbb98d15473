//! A chain, its key and the roots: what they are, and what may be wrong with them before any handshake.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use crate::error::{CertificateFault, SecurityError};
use crate::tls::trust::{LEAST_RSA_BITS, rsa_bits};

/// What somebody proves, and whom they trust.
#[derive(Clone)]
pub(super) struct Parts {
    /// One's own certificate first.
    pub(super) chain: Vec<CertificateDer<'static>>,
    pub(super) key: Arc<PrivateKeyDer<'static>>,
    pub(super) roots: Vec<CertificateDer<'static>>,
}

impl Parts {
    pub(super) fn from_pem(chain: &[u8], private: &[u8], roots: &[u8]) -> Result<Self, SecurityError> {
        Ok(Self {
            chain: certificates(CHAIN, chain)?,
            key: key(KEY, private)?.into(),
            roots: certificates(ROOTS, roots)?,
        })
    }

    pub(super) fn from_der(chain: Vec<Vec<u8>>, key: Vec<u8>, roots: Vec<Vec<u8>>) -> Result<Self, SecurityError> {
        let key = PrivateKeyDer::try_from(key).map_err(|_| unreadable(KEY, "it is no PKCS#8, SEC1 or PKCS#1"))?;
        let all = |list: Vec<Vec<u8>>| list.into_iter().map(CertificateDer::from).collect();
        Ok(Self { chain: all(chain), key: key.into(), roots: all(roots) })
    }

    /// Whether one's own certificate may be used now.
    pub(super) fn judge(&self) -> Result<(), SecurityError> {
        let first = self.chain.first().ok_or_else(|| missing(CHAIN, "there is no certificate in it"))?;
        if self.roots.is_empty() {
            return Err(missing(ROOTS, "there is no certificate in them, so nobody could be trusted"));
        }
        let parsed = Certificate::from_der(first).map_err(|error| unreadable(CHAIN, &error.to_string()))?;
        let (key, validity) = (&parsed.tbs_certificate.subject_public_key_info, parsed.tbs_certificate.validity);
        if let Some(bits) = rsa_bits(key).filter(|bits| *bits < LEAST_RSA_BITS) {
            let reason = format!("its RSA key has {bits} bits, and {LEAST_RSA_BITS} are the least");
            return Err(own(CHAIN, CertificateFault::WeakKey, reason));
        }
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let (from, until) = (validity.not_before.to_unix_duration(), validity.not_after.to_unix_duration());
        match (now < from, now > until) {
            (true, _) => {
                let reason = format!("it is not valid before {}", validity.not_before);
                Err(own(CHAIN, CertificateFault::NotYetValid, reason))
            }
            (_, true) => Err(own(CHAIN, CertificateFault::Expired, format!("it expired at {}", validity.not_after))),
            (false, false) => Ok(()),
        }
    }
}

/// The certificates of a PEM text.
pub(super) fn certificates(part: &str, text: &[u8]) -> Result<Vec<CertificateDer<'static>>, SecurityError> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(unmarked(text)).collect();
    let read = read.map_err(|error| unreadable(part, &format!("it is not PEM: {error}")))?;
    if read.is_empty() { Err(missing(part, "there is no `BEGIN CERTIFICATE` in it")) } else { Ok(read) }
}

/// The private key of a PEM text. What it says is never part of an error.
pub(super) fn key(part: &str, text: &[u8]) -> Result<PrivateKeyDer<'static>, SecurityError> {
    PrivateKeyDer::from_pem_slice(unmarked(text))
        .map_err(|_| missing(part, "there is no private key in PEM in it; an encrypted one cannot be read"))
}

/// Without the mark that some editors put before everything.
fn unmarked(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)
}

/// A part of one's own certificates that cannot be used.
pub(super) fn own(part: &str, fault: CertificateFault, reason: impl Into<String>) -> SecurityError {
    SecurityError::OwnCertificates { part: part.to_owned(), fault, reason: reason.into() }
}

pub(super) fn unreadable(part: &str, reason: &str) -> SecurityError {
    own(part, CertificateFault::Unreadable, reason)
}

pub(super) fn bad_name(name: &str) -> SecurityError {
    own("expected name", CertificateFault::OtherName, format!("{name:?} is neither a DNS name nor an IP address"))
}

fn missing(part: &str, reason: &str) -> SecurityError {
    own(part, CertificateFault::Missing, reason)
}

pub(super) const CHAIN: &str = "certificate chain";
pub(super) const KEY: &str = "private key";
pub(super) const ROOTS: &str = "root certificates";
