//! Plugins that are not who they say.

use std::sync::Arc;

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, PKCS_ECDSA_P256_SHA256};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::version::TLS13;
use rustls::{ServerConfig, SupportedProtocolVersion};
use time::{Duration, OffsetDateTime};

use super::doorkeeper::Doorkeeper;
use super::mischief::{Fault, Mischief};
use crate::error::{Error, SecurityError};
use crate::tls::Session;

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
    let truth = if mischief.faults.iter().any(|fault| OF_SERVERS.contains(fault)) {
        let own = match () {
            () if has(Fault::ExpiredCertificate) => expired_since_yesterday()?,
            () if has(Fault::ServerCertificate) => for_servers()?,
            () => own()?,
        };
        let session = truth.session.map(|session| {
            Ok::<_, SecurityError>(session.answering_as(server(&own, host, mischief)?, has(Fault::AnyAlpn)))
        });
        Lie { certificate: Some(own.certificate.to_vec()), session: session.transpose()? }
    } else {
        truth
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

fn for_servers() -> Result<Own, SecurityError> {
    made(|params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth])
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

/// A server that is what it should be but for its faults.
fn server(own: &Own, host: &str, mischief: &Mischief) -> Result<ServerConfig, SecurityError> {
    let failed = |error: rustls::Error| SecurityError::Identity(Box::new(error));
    let bad = |reason| SecurityError::BadCertificate { owner: "host", reason };
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let versions: &[&SupportedProtocolVersion] =
        if mischief.has(Fault::OnlyTls13) { &[&TLS13] } else { rustls::DEFAULT_VERSIONS };
    let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(versions).map_err(failed)?;
    let builder = match mischief.has(Fault::AnyHost) {
        true => builder.with_no_client_auth(),
        false => builder.with_client_cert_verifier(Arc::new(Doorkeeper::of(host, mischief).map_err(bad)?)),
    };
    let (chain, key) = (vec![own.certificate.clone()], own.key.clone_key());
    let mut config = builder.with_single_cert(chain, key).map_err(failed)?;
    config.alpn_protocols = if mischief.has(Fault::NoAlpn) { Vec::new() } else { vec![b"h2".to_vec()] };
    Ok(config)
}

/// What makes another server than the true one.
const OF_SERVERS: [Fault; 9] = [
    Fault::ExpiredCertificate,
    Fault::ServerCertificate,
    Fault::AnyHost,
    Fault::NamelessHosts,
    Fault::StrangeHosts,
    Fault::NamesakeHosts,
    Fault::NoAlpn,
    Fault::AnyAlpn,
    Fault::OnlyTls13,
];
