//! What a Go peer asks of a certificate beside that it is the one in the line (T7).

use std::time::SystemTime;

use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5280::ID_KP_SERVER_AUTH;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectAltName};

use crate::testing::conformance::check::{Seen, Unmet};

/// Name, dates, and the use of servers.
pub(super) fn introduces(der: &[u8]) -> Seen {
    let certificate = Certificate::from_der(der).map_err(Unmet::failed)?.tbs_certificate;
    let names = certificate.get::<SubjectAltName>().map_err(Unmet::failed)?;
    let names = names.map(|(_, names)| names.0).unwrap_or_default();
    let is_localhost = |name: &GeneralName| matches!(name, GeneralName::DnsName(name) if name.as_str() == "localhost");
    if !names.iter().any(is_localhost) {
        return Err(Unmet::failed("no localhost among its alternative names"));
    }
    let (validity, now) = (&certificate.validity, SystemTime::now());
    if validity.not_before.to_system_time() > now || validity.not_after.to_system_time() < now {
        return Err(Unmet::failed("dates that do not include today"));
    }
    serves(der, ID_KP_SERVER_AUTH).map(|uses| format!("localhost, for today, {uses}"))
}

/// One use; a certificate that names none is for all.
pub(super) fn serves(der: &[u8], wanted: ObjectIdentifier) -> Seen {
    let certificate = Certificate::from_der(der).map_err(Unmet::failed)?.tbs_certificate;
    match certificate.get::<ExtendedKeyUsage>().map_err(Unmet::failed)? {
        Some((_, uses)) if !uses.0.contains(&wanted) => Err(Unmet::failed("it is for other uses only")),
        Some(_) => Ok("for this use".to_owned()),
        None => Ok("for any use".to_owned()),
    }
}
