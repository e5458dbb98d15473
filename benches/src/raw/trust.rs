//! Certificates as programs without pintle have them: an authority's, made once, before anything is timed.

use std::env;
use std::process::Command;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tonic::transport::{Certificate, ClientTlsConfig, Identity, ServerTlsConfig};

/// An authority, and what it signed for each end.
#[derive(Debug)]
pub struct Trust {
    authority: String,
    host: PeerTls,
    plugin: PeerTls,
}

/// One end's certificate and key, in PEM.
#[derive(Debug)]
pub struct PeerTls {
    certificate: String,
    key: String,
}

impl Trust {
    /// Makes an authority, and has it sign for both ends.
    ///
    /// # Errors
    ///
    /// The system has no randomness.
    pub fn generate() -> Result<Self, rcgen::Error> {
        let mut params = CertificateParams::new(Vec::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate()?)?;
        let sign = || -> Result<PeerTls, rcgen::Error> {
            let key = KeyPair::generate()?;
            let params = CertificateParams::new(vec!["localhost".to_owned()])?;
            let certificate = params.signed_by(&key, &authority)?;
            Ok(PeerTls { certificate: certificate.pem(), key: key.serialize_pem() })
        };
        Ok(Self { authority: authority.pem(), host: sign()?, plugin: sign()? })
    }

    /// What the plugin finds in its environment.
    pub fn export(&self, command: &mut Command) {
        command.env(AUTHORITY, &self.authority);
        command.env(CERTIFICATE, &self.plugin.certificate);
        command.env(KEY, &self.plugin.key);
    }

    pub(super) fn client(&self) -> ClientTlsConfig {
        let authority = Certificate::from_pem(&self.authority);
        ClientTlsConfig::new().ca_certificate(authority).identity(self.host.identity())
    }
}

impl PeerTls {
    fn identity(&self) -> Identity {
        Identity::from_pem(&self.certificate, &self.key)
    }

    /// What the host exported, if it did.
    pub fn of_environment() -> Option<ServerTlsConfig> {
        let own = Self { certificate: env::var(CERTIFICATE).ok()?, key: env::var(KEY).ok()? };
        let authority = Certificate::from_pem(env::var(AUTHORITY).ok()?);
        Some(ServerTlsConfig::new().identity(own.identity()).client_ca_root(authority))
    }
}

const AUTHORITY: &str = "BENCH_AUTHORITY";
const CERTIFICATE: &str = "BENCH_CERTIFICATE";
const KEY: &str = "BENCH_KEY";
