//! What is known of a connection's TLS.

use rustls::ProtocolVersion;

/// What TLS agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tls {
    /// The protocol's version, `TLS 1.3`.
    pub version: &'static str,
    /// The SHA-256 of the plugin's certificate in DER, in hexadecimal.
    pub peer_fingerprint: String,
}

impl Tls {
    pub(super) fn new(version: Option<ProtocolVersion>, peer_fingerprint: String) -> Self {
        let version = if version == Some(ProtocolVersion::TLSv1_2) { "TLS 1.2" } else { "TLS 1.3" };
        Self { version, peer_fingerprint }
    }
}
