//! How to tell from what TLS says what is wrong with a certificate.

use std::io;

use rustls::{AlertDescription, CertificateError, Error};

use crate::error::CertificateFault;

impl CertificateFault {
    /// What this end has found wrong with the other's certificate, where that is why TLS failed.
    pub(crate) fn found(error: &io::Error) -> Option<Self> {
        match error.get_ref()?.downcast_ref::<Error>()? {
            Error::NoCertificatesPresented => Some(Self::Missing),
            Error::InvalidCertificate(wrong) => Some(Self::of(wrong)),
            _ => None,
        }
    }

    /// What the other end has found wrong with ours, where that is why TLS failed. HTTP/2 keeps only the text of an alert that
    /// comes late, as it does with TLS 1.3; so the text is looked at, in rustls' own words.
    pub(crate) fn told(error: &io::Error) -> Option<Self> {
        let text = error.to_string();
        let told = |(alert, _): &&(AlertDescription, Self)| text.contains(&Error::AlertReceived(*alert).to_string());
        ALERTS.iter().find(told).map(|(_, fault)| *fault)
    }

    fn of(error: &CertificateError) -> Self {
        match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Self::Expired,
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Self::NotYetValid,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Self::OtherName,
            CertificateError::UnknownIssuer => Self::UnknownAuthority,
            CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => Self::OtherUsage,
            CertificateError::BadSignature => Self::OtherKey,
            CertificateError::BadEncoding => Self::Unreadable,
            _ => Self::Other,
        }
    }
}

/// Which alert says what: rustls' own, and those of Go's crypto/tls, which has `BadCertificate` for most things.
const ALERTS: [(AlertDescription, CertificateFault); 9] = [
    (AlertDescription::CertificateRequired, CertificateFault::Missing),
    (AlertDescription::CertificateExpired, CertificateFault::Expired),
    (AlertDescription::UnknownCA, CertificateFault::UnknownAuthority),
    (AlertDescription::UnsupportedCertificate, CertificateFault::OtherUsage),
    (AlertDescription::DecryptError, CertificateFault::OtherKey),
    (AlertDescription::BadCertificate, CertificateFault::Other),
    (AlertDescription::CertificateUnknown, CertificateFault::Other),
    (AlertDescription::CertificateRevoked, CertificateFault::Other),
    (AlertDescription::AccessDenied, CertificateFault::Other),
];
