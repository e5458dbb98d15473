//! What a Go host asks of a certificate beside that it is the one in the line (T7).

use std::time::SystemTime;

use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::oid::db::rfc5280::{ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{ExtendedKeyUsage, SubjectAltName};

use crate::testing::conformance::check::{Seen, Unmet};

/// Name, dates and uses.
pub(super) fn judge(der: &[u8]) -> Seen {
    let failed = |error: x509_cert::der::Error| Unmet::failed(error);
    let certificate = Certificate::from_der(der).map_err(failed)?.tbs_certificate;
    let names = certificate.get::<SubjectAltName>().map_err(failed)?.map(|(_, names)| names.0).unwrap_or_default();
    let is_localhost = |name: &GeneralName| matches!(name, GeneralName::DnsName(name) if name.as_str() == "localhost");
    if !names.iter().any(is_localhost) {
        return Err(Unmet::Failed("no localhost among its alternative names".to_owned()));
    }
    let (validity, now) = (&certificate.validity, SystemTime::now());
    if validity.not_before.to_system_time() > now || validity.not_after.to_system_time() < now {
        return Err(Unmet::Failed("dates that do not include today".to_owned()));
    }
    let uses = certificate.get::<ExtendedKeyUsage>().map_err(failed)?;
    let missing = |use_of| uses.as_ref().is_some_and(|(_, uses)| !uses.0.contains(use_of));
    match [("servers", &ID_KP_SERVER_AUTH), ("clients", &ID_KP_CLIENT_AUTH)].into_iter().find(|(_, of)| missing(of)) {
        Some((whose, _)) => Err(Unmet::Failed(format!("not for the use of {whose}"))),
        None => Ok("localhost, for today, for both uses".to_owned()),
    }
}
