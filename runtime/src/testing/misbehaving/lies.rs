//! Plugins that are not who they say.

use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use time::{Duration, OffsetDateTime};

use super::mischief::{Fault, Mischief};
use crate::error::{Error, SecurityError};
use crate::tls::{Pinned, Session};

/// What a plugin says of itself, and what it then is.
pub(super) struct Lie {
    /// For its line.
    pub(super) certificate: Option<Vec<u8>>,
    /// For its connections.
    pub(super) session: Option<Session>,
}

/// What becomes of the truth: the certificate in the right line, and the session behind it.
pub(super) fn lie(mischief: &Mischief, host: Option<&str>, truth: Lie) -> Result<Lie, Error> {
    let has = |fault| mischief.has(fault);
    let Some(host) = host else {
        let certificate = has(Fault::UnaskedCertificate).then(own).transpose()?.map(|own| own.certificate.to_vec());
        return Ok(Lie { certificate, ..truth });
    };
    let truth = match (has(Fault::ExpiredCertificate), has(Fault::AnyHost), has(Fault::NoAlpn)) {
        (false, false, false) => truth,
        (expired, any_host, no_alpn) => {
            let own = if expired { expired_since_yesterday()? } else { own()? };
            let host = if any_host { None } else { Some(host) };
            let config = server(&own, host, if no_alpn { &[] } else { &[b"h2"] })?;
            let session = truth.session.map(|session| session.answering_as(config));
            Lie { certificate: Some(own.certificate.to_vec()), session }
        }
    };
    let certificate = match () {
        () if has(Fault::NoCertificate) => None,
        () if has(Fault::BadCertificate) => Some(vec![0x42; 80]),
        () if has(Fault::OtherCertificate) => Some(own()?.certificate.to_vec()),
        () => truth.certificate,
    };
    Ok(Lie { certificate, session: truth.session.filter(|_| !has(Fault::Plaintext)) })
}

/// A key of one's own.
struct Own {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
}

fn own() -> Result<Own, SecurityError> {
    made(|_| ())
}

fn expired_since_yesterday() -> Result<Own, SecurityError> {
    made(|params| {
        params.not_before = OffsetDateTime::now_utc() - Duration::days(2);
        params.not_after = OffsetDateTime::now_utc() - Duration::days(1);
    })
}

fn made(change: impl FnOnce(&mut CertificateParams)) -> Result<Own, SecurityError> {
    let failed = |error: rcgen::Error| SecurityError::Identity(Box::new(error));
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(failed)?;
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).map_err(failed)?;
    change(&mut params);
    let certificate = params.self_signed(&key).map_err(failed)?.der().clone();
    Ok(Own { certificate, key: PrivatePkcs8KeyDer::from(key.serialize_der()).into() })
}

/// A server that asks for the certificate of `host`, or for none.
fn server(own: &Own, host: Option<&str>, alpn: &[&[u8]]) -> Result<ServerConfig, SecurityError> {
    let failed = |error: rustls::Error| SecurityError::Identity(Box::new(error));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(failed)?;
    let builder = match host {
        None => builder.with_no_client_auth(),
        Some(pem) => {
            let bad = |reason| SecurityError::BadCertificate { owner: "host", reason };
            builder.with_client_cert_verifier(Arc::new(Pinned::from_pem(pem).map_err(bad)?))
        }
    };
    let (chain, key) = (vec![own.certificate.clone()], own.key.clone_key());
    let mut config = builder.with_single_cert(chain, key).map_err(failed)?;
    config.alpn_protocols = alpn.iter().map(|name| name.to_vec()).collect();
    Ok(config)
}
