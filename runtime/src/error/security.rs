//! Ends that could not prove who they are.

use std::io;
use std::path::PathBuf;

use super::{CertificateFault, LastWords};

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

    /// `PLUGIN_AUTO_MTLS` demands mutual TLS of the plugin, but the host offers no certificate.
    #[error("PLUGIN_AUTO_MTLS demands mutual TLS, but the host offers no certificate")]
    HostWithoutTls,

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

    /// A certificate, key or root of one's own cannot be used.
    #[error("the {part} cannot be used: {reason}")]
    OwnCertificates {
        /// Which of them, and the file that it is from.
        part: String,
        /// What is wrong with it.
        fault: CertificateFault,
        /// The same for people. What a private key says is never part of it.
        reason: String,
    },

    /// The plugin did not prove to be one of those that the user's own roots vouch for.
    #[error("the plugin at {address} is not trusted: its certificate {fault} ({}){last_words}", last_words.ending())]
    Untrusted {
        /// The address of the handshake line.
        address: String,
        /// What is wrong with its certificate.
        fault: CertificateFault,
        /// What TLS said.
        source: io::Error,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },

    /// The plugin does not trust this host by the user's own certificate.
    #[error("the plugin at {address} refused this host: it says that the host's certificate {fault} ({}){last_words}", last_words.ending())]
    RefusedByPlugin {
        /// The address of the handshake line.
        address: String,
        /// What the plugin found wrong with it, in as many words as TLS has.
        fault: CertificateFault,
        /// What TLS said.
        source: io::Error,
        /// What was seen of the plugin.
        last_words: Box<LastWords>,
    },

    /// The program's file has another checksum than it should: it was not run (wire.md H1).
    #[error("{} is another file than expected: its {algorithm} is {seen}, not {expected}", program.display())]
    ChecksumMismatch {
        /// The file.
        program: PathBuf,
        /// The checksum's algorithm: `sha256`, `sha384` or `sha512`.
        algorithm: &'static str,
        /// The sum that it should have, in hexadecimal.
        expected: String,
        /// The sum that it has.
        seen: String,
    },

    /// The hook of `Launcher::verify` refused the program: it was not run.
    #[error("{} was refused", program.display())]
    Refused {
        /// The file.
        program: PathBuf,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },

    /// The program's file could not be read to be checked, or not in time: it was not run.
    #[error("{} could not be read to be checked", program.display())]
    Unreadable {
        /// The file.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// No copy of the program could be made that nobody can change: it was not run.
    #[error("no sealed copy of {} could be made in memory", program.display())]
    NoCopy {
        /// The file.
        program: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },

    /// The process that was to be attached to is not the plugin. It was left alone.
    #[error("process {pid} is not the plugin at {address}: {reason}")]
    AnotherProcess {
        /// The process in the reattach configuration.
        pid: u32,
        /// The address in it.
        address: String,
        /// What tells the two apart.
        reason: String,
    },

    /// The plugin that was to be attached to is secured, and the host that launched it has the key (wire.md T13).
    #[error("the plugin at {address} proves itself by TLS, and there are no credentials for it")]
    NoCredentials {
        /// The address in the reattach configuration.
        address: String,
    },

    /// The launch was plaintext or by one's own certificates, or the plugin is none of this host's: there is no key to keep.
    #[error("this plugin has no key of its launch: there are no credentials to save")]
    NotSecured,

    /// The file of a launch's credentials could not be written, or is not readable as such.
    #[error("the credentials in {} could not be {action}", path.display())]
    Credentials {
        /// The file.
        path: PathBuf,
        /// What was tried: `saved` or `read`.
        action: &'static str,
        /// What the operating system said, or what is wrong with the file.
        source: io::Error,
    },

    /// Others may have read the credentials, or put them there.
    #[error("the credentials in {} are not this user's secret: {reason}", path.display())]
    CredentialsExposed {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: &'static str,
    },
}

impl SecurityError {
    /// The stable name of the failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Identity(_) => "security.identity",
            Self::NoCertificate => "security.no_certificate",
            Self::HostWithoutTls => "security.host_without_tls",
            Self::UnexpectedCertificate => "security.unexpected_certificate",
            Self::BadCertificate { .. } => "security.bad_certificate",
            Self::Tls { .. } => "security.tls",
            Self::OwnCertificates { .. } => "security.own_certificates",
            Self::Untrusted { .. } => "security.untrusted",
            Self::RefusedByPlugin { .. } => "security.refused_by_plugin",
            Self::ChecksumMismatch { .. } => "security.checksum_mismatch",
            Self::Refused { .. } => "security.refused",
            Self::Unreadable { .. } => "security.unreadable",
            Self::NoCopy { .. } => "security.no_copy",
            Self::AnotherProcess { .. } => "security.another_process",
            Self::NoCredentials { .. } => "security.no_credentials",
            Self::NotSecured => "security.not_secured",
            Self::Credentials { .. } => "security.credentials",
            Self::CredentialsExposed { .. } => "security.credentials_exposed",
        }
    }

    pub(super) fn last_words(&self) -> Option<&LastWords> {
        match self {
            Self::Tls { last_words, .. }
            | Self::Untrusted { last_words, .. }
            | Self::RefusedByPlugin { last_words, .. } => Some(last_words),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Identity(_) => "look at the system's source of random numbers and its clock",
            Self::NoCertificate => {
                "update the plugin to one with AutoMTLS, or launch it as it is made: with `Launcher::certificates`, or `Security::Plaintext`"
            }
            Self::HostWithoutTls => "turn AutoMTLS on in the host, or unset the variable",
            Self::UnexpectedCertificate => {
                "launch it with mutual TLS, and see who set PLUGIN_CLIENT_CERT in its environment"
            }
            Self::BadCertificate { .. } => {
                "update the end that made it; it must be X.509, its key ECDSA, Ed25519, or RSA from 2048 bits"
            }
            Self::Tls { .. } => {
                "see its cause; where the certificate is another, somebody else listens at that address"
            }
            Self::OwnCertificates { .. } => {
                "give a chain in PEM with the own certificate first, its unencrypted key, and the roots that vouch for the peer"
            }
            Self::Untrusted { .. } => {
                "renew the plugin's certificate, or see that `Certificates` has the root and the name that it is made with"
            }
            Self::RefusedByPlugin { .. } => {
                "renew this host's certificate, and see that the plugin has the root that it is made with"
            }
            Self::ChecksumMismatch { .. } => {
                "install the plugin anew from where its checksum comes from, or update the checksum with the plugin"
            }
            Self::Refused { .. } => "see its cause; install the plugin from a source that the hook accepts",
            Self::Unreadable { .. } => {
                "give a regular file below 2 GiB that this user may read, on a disk that answers in time"
            }
            Self::NoCopy { .. } => "see that there is memory for it, and that vm.memfd_noexec is not 2",
            Self::AnotherProcess { .. } => "the plugin is gone: launch it anew",
            Self::NoCredentials { .. } => {
                "have the host that launches it call `Plugin::save_credentials`, and give the file to `Attacher::credentials`"
            }
            Self::NotSecured => {
                "attach by one's own certificates or without any, as it was launched, or launch with `Security::MutualTls`"
            }
            Self::Credentials { .. } => {
                "see its cause; a file is made anew, in a directory that is there, and never replaced"
            }
            Self::CredentialsExposed { .. } => {
                "keep them in a file of this user's own with mode 0600, and make no use of these any more"
            }
        }
    }
}
