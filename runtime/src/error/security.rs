//! Ends that could not prove who they are.

use std::io;

use super::LastWords;

/// The other end could not prove who it is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecurityError {
    /// The key pair of this launch could not be made.
    #[error("no key and certificate could be made for this launch")]
    Identity(#[source] Box<dyn std::error::Error + Send + Sync>),

    /// Mutual TLS was asked for, but the plugin's handshake line carries no certificate.
    #[error("the plugin offers no certificate, but this host asked for mutual TLS")]
    NoCertificate,

    /// The plugin wants TLS, but the host did not ask for it (wire.md D6).
    #[error("the plugin offers a certificate, but this host did not ask for mutual TLS")]
    UnexpectedCertificate,

    /// A certificate that the other end sent cannot be used.
    #[error("the {owner}'s certificate cannot be used: {reason}")]
    BadCertificate {
        /// Whose certificate it is: `host` or `plugin`.
        owner: &'static str,
        /// Why not.
        reason: String,
    },

    /// The TLS handshake failed: the other end is not who it says, or does not speak TLS.
    #[error("the TLS handshake with the plugin at {address} failed ({}){last_words}", last_words.ending())]
    Tls {
        /// The address of the handshake line.
        address: String,
        /// What TLS said.
        source: io::Error,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },
}

impl SecurityError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Identity(_) => "security.identity",
            Self::NoCertificate => "security.no_certificate",
            Self::UnexpectedCertificate => "security.unexpected_certificate",
            Self::BadCertificate { .. } => "security.bad_certificate",
            Self::Tls { .. } => "security.tls",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Identity(_) => "look at the system's source of random numbers and its clock",
            Self::NoCertificate => {
                "update the plugin to one with AutoMTLS, or launch it with `Launcher::security(Security::Plaintext)`"
            }
            Self::UnexpectedCertificate => {
                "launch it with mutual TLS, and see who set PLUGIN_CLIENT_CERT in its environment"
            }
            Self::BadCertificate { .. } => {
                "update the end that made it; it must be X.509, its key ECDSA, Ed25519, or RSA from 2048 bits"
            }
            Self::Tls { .. } => {
                "see its cause; where the certificate is another, somebody else listens at that address"
            }
        }
    }
}
