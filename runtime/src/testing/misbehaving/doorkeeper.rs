//! Who lets more hosts in than the one that it should.

use rustls::client::danger::HandshakeSignatureValid;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{DigitallySignedStruct, DistinguishedName, Error, SignatureScheme};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::name::Name;

use super::mischief::{Fault, Mischief};
use crate::tls::Pinned;

/// Takes the host, and whom the faults let in beside it.
#[derive(Debug)]
pub(super) struct Doorkeeper {
    host: Pinned,
    /// Subject and number of its certificate.
    names: Option<(Name, Vec<u8>)>,
    nameless: bool,
    strangers: bool,
    namesakes: bool,
}

impl Doorkeeper {
    pub(super) fn of(host: &str, mischief: &Mischief) -> Result<Self, String> {
        let der = x509_cert::der::pem::decode_vec(host.as_bytes()).map(|(_, der)| der).unwrap_or_default();
        let has = |fault| mischief.has(fault);
        Ok(Self {
            host: Pinned::from_pem(host)?,
            names: names(&der),
            nameless: has(Fault::NamelessHosts),
            strangers: has(Fault::StrangeHosts),
            namesakes: has(Fault::NamesakeHosts),
        })
    }
}

fn names(der: &[u8]) -> Option<(Name, Vec<u8>)> {
    let certificate = Certificate::from_der(der).ok()?.tbs_certificate;
    Some((certificate.subject, certificate.serial_number.as_bytes().to_vec()))
}

impl ClientCertVerifier for Doorkeeper {
    fn client_auth_mandatory(&self) -> bool {
        !self.nameless
    }

    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let is_namesake = names(end_entity) == self.names;
        match if is_namesake { self.namesakes } else { self.strangers } {
            true => Ok(ClientCertVerified::assertion()),
            false => self.host.verify_client_cert(end_entity, intermediates, now),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        ClientCertVerifier::verify_tls12_signature(&self.host, message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        ClientCertVerifier::verify_tls13_signature(&self.host, message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ClientCertVerifier::supported_verify_schemes(&self.host)
    }
}
