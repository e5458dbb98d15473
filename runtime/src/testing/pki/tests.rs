//! The kit's certificates are what they say (rows 49 to 51 of the testing guide's list).

use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::ext::pkix::{BasicConstraints, SubjectAltName};

use super::{TestKey, TestPki};

const DAY: u64 = 24 * 60 * 60;

fn parsed(der: &[u8]) -> x509_cert::TbsCertificate {
    Certificate::from_der(der).unwrap().tbs_certificate
}

fn days(certificate: &x509_cert::TbsCertificate) -> u64 {
    let validity = certificate.validity;
    let seconds = validity.not_after.to_unix_duration() - validity.not_before.to_unix_duration();
    seconds.as_secs() / DAY
}

#[test]
fn an_authority_a_server_and_a_client_are_what_the_guide_has() {
    let pki = TestPki::new();
    let authority = parsed(pki.root_der());
    let said = authority.subject.to_string();
    assert!(said.contains("CN=Test CA") && said.contains("O=Test Org") && days(&authority) == 365, "{said}");
    assert!(authority.get::<BasicConstraints>().unwrap().unwrap().1.ca);

    for (issued, name) in
        [(pki.server().issue(), "test-server"), (pki.client().issue(), "test-client"), (pki.both().issue(), "test-end")]
    {
        let certificate = parsed(issued.der());
        assert!(certificate.subject.to_string().contains(&format!("CN={name}")));
        assert_eq!((certificate.issuer.to_string(), days(&certificate)), (said.clone(), 90));
        assert!(certificate.get::<BasicConstraints>().unwrap().is_none_or(|constraints| !constraints.1.ca));
        let SubjectAltName(names) = certificate.get().unwrap().unwrap().1;
        assert!(matches!(&names[0], GeneralName::DnsName(name) if name.as_str() == "localhost"));
        assert!(matches!(&names[1], GeneralName::IpAddress(address) if address.as_bytes() == [127, 0, 0, 1]));
        assert!(issued.pem().starts_with("-----BEGIN CERTIFICATE-----\n"));
        assert!(issued.key_pem().starts_with("-----BEGIN PRIVATE KEY-----\n"));
    }
    assert_ne!(TestPki::new().root_pem(), pki.root_pem());
}

#[test]
fn a_key_is_of_the_kind_asked_for() {
    let pki = TestPki::new();
    for (key, bits) in [(TestKey::P256, 256), (TestKey::P384, 384), (TestKey::P521, 521), (TestKey::Rsa2048, 2048)] {
        let certificate = parsed(pki.server().key(key).days(7).issue().der());
        let of_key = certificate.subject_public_key_info.subject_public_key.raw_bytes().len();
        // A point is two numbers and a byte; an RSA key a number, an exponent, and DER around them.
        let expected = if key == TestKey::Rsa2048 { 270 } else { 2 * usize::div_ceil(bits, 8) + 1 };
        assert_eq!((of_key, days(&certificate)), (expected, 7), "{key:?}");
    }
}

#[test]
fn what_is_written_is_read_back() {
    let (pki, directory) = (TestPki::new(), tempfile::tempdir().unwrap());
    let (chain, key) = pki.server().issue().write(&directory, "plugin");
    crate::Certificates::from_files(chain, key, pki.write(&directory)).unwrap();
}
