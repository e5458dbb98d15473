//! From certificates to what TLS is done with.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::pki_types::ServerName;
use rustls::server::{VerifierBuilderError, WebPkiClientVerifier};
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, Error, InconsistentKeys, RootCertStore, ServerConfig};

use super::parts::{CHAIN, KEY, Parts, ROOTS, own, unreadable};
use super::peer::{Clients, Servers};
use crate::error::{CertificateFault, SecurityError};
use crate::tls::{Ends, localhost, provider};

/// Both ends of a session with whoever one of the roots vouches for.
pub(super) fn ends(parts: &Parts, name: Option<&ServerName<'static>>) -> Result<Ends, SecurityError> {
    parts.judge()?;
    let provider = provider();
    fitting(parts)?;
    let roots = Arc::new(roots(parts)?);
    let failed = |error: Error| unreadable(CHAIN, &error.to_string());
    let chain = || parts.chain.clone();

    let unusable = |error: VerifierBuilderError| unreadable(ROOTS, &error.to_string());
    let servers = WebPkiServerVerifier::builder_with_provider(Arc::clone(&roots), Arc::clone(&provider)).build();
    let servers = Servers(servers.map_err(unusable)?);
    let client = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous() // rustls' word for a verifier of one's own; ours asks rustls'.
        .with_custom_certificate_verifier(Arc::new(servers))
        .with_client_auth_cert(chain(), parts.key.clone_key())
        .map_err(failed)?;

    let vouched = WebPkiClientVerifier::builder_with_provider(roots, Arc::clone(&provider)).build();
    let clients = Clients { vouched: vouched.map_err(unusable)?, name: name.cloned() };
    let server = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .with_client_cert_verifier(Arc::new(clients))
        .with_single_cert(chain(), parts.key.clone_key())
        .map_err(failed)?;
    Ok(Ends::new(client, server, name.cloned().unwrap_or_else(localhost)))
}

/// Whether the key is that of the certificate.
fn fitting(parts: &Parts) -> Result<(), SecurityError> {
    match CertifiedKey::from_der(parts.chain.clone(), parts.key.clone_key(), &provider()) {
        Ok(_) => Ok(()),
        Err(Error::InconsistentKeys(InconsistentKeys::KeyMismatch)) => {
            Err(own(KEY, CertificateFault::OtherKey, "it is not the key of the first certificate of the chain"))
        }
        Err(Error::InvalidCertificate(error)) => Err(unreadable(CHAIN, &error.to_string())),
        // rustls' words on keys are about their kinds, and never have a part of one.
        Err(error) => Err(unreadable(KEY, &error.to_string())),
    }
}

fn roots(parts: &Parts) -> Result<RootCertStore, SecurityError> {
    let mut store = RootCertStore::empty();
    for (at, root) in parts.roots.iter().enumerate() {
        let bad = |error: Error| unreadable(ROOTS, &format!("number {} is not X.509: {error}", at + 1));
        store.add(root.clone()).map_err(bad)?;
    }
    Ok(store)
}
