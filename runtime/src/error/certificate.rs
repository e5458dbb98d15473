//! What can be wrong with a certificate, as one word.

use std::fmt;

/// What is wrong with a certificate, or with the key that should go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CertificateFault {
    /// There is none.
    Missing,
    /// Its time is over. An alert of TLS says this also of one whose time has not begun.
    Expired,
    /// Its time has not begun.
    NotYetValid,
    /// It is in another name than the one expected.
    OtherName,
    /// None of the roots vouches for it: it is self-signed, or another authority's.
    UnknownAuthority,
    /// It is not meant for this end: a server's where a client's is needed, or the other way round.
    OtherUsage,
    /// Its key is another: whoever shows it could not prove to own it, or the private key given does not fit.
    OtherKey,
    /// Its key is too short.
    WeakKey,
    /// It cannot be read.
    Unreadable,
    /// Something else, of which the cause tells.
    Other,
}

impl CertificateFault {
    /// Whether it may be otherwise at another time: certificates are renewed while plugins run, and not everywhere at once.
    pub(super) fn may_pass(self) -> bool {
        matches!(self, Self::Expired | Self::NotYetValid | Self::UnknownAuthority)
    }
}

/// What the certificate is or does: "it …".
impl fmt::Display for CertificateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "is missing",
            Self::Expired => "has expired",
            Self::NotYetValid => "is not valid yet",
            Self::OtherName => "is in another name",
            Self::UnknownAuthority => "is of an authority that is not trusted",
            Self::OtherUsage => "is not meant for this use",
            Self::OtherKey => "does not go with the key",
            Self::WeakKey => "has too short a key",
            Self::Unreadable => "cannot be read",
            Self::Other => "is not accepted",
        })
    }
}
