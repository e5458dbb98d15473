//! What certificates can be made of, what not and why, and what becomes of those that are replaced. The kit's authority makes
//! them.

#![cfg(feature = "testing")]

use std::io;
use std::path::Path;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

use super::Certificates;
use crate::error::{CertificateFault, SecurityError};
use crate::testing::{TestCertificate, TestKey, TestPki};
use crate::tls::{Session, localhost, provider};

/// What a host and a plugin think of each other: the one that dials first.
async fn met(host: &Certificates, plugin: &Certificates) -> [io::Result<()>; 2] {
    let (one, other) = duplex(64 * 1024);
    let (host, plugin) = (Session::Own(host.clone()), Session::Own(plugin.clone()));
    let dials = async {
        let mut stream = host.connect(one).await?;
        // With TLS 1.3 whoever dials is done first, and hears afterwards what the other thinks.
        let _ = stream.write_all(b"?").await;
        let mut answer = [0; 1];
        stream.read_exact(&mut answer).await.map(|_| ())
    };
    let accepts = async {
        let mut stream = plugin.accept(other).await?;
        let mut asked = [0; 1];
        stream.read_exact(&mut asked).await?;
        stream.write_all(b"!").await
    };
    tokio::join!(dials, accepts).into()
}

fn own(certificate: &TestCertificate, peers: &TestPki) -> Certificates {
    certificate.certificates(peers).unwrap()
}

fn fault(result: Result<Certificates, SecurityError>) -> (String, CertificateFault) {
    match result {
        Err(SecurityError::OwnCertificates { part, fault, .. }) => (part, fault),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn keys_of_every_kind_are_taken_at_both_ends() {
    let pki = TestPki::new();
    for key in [TestKey::P256, TestKey::P384, TestKey::P521, TestKey::Rsa2048] {
        let (host, plugin) = (pki.client().key(key).issue(), pki.server().key(key).issue());
        let met = met(&own(&host, &pki), &own(&plugin, &pki)).await;
        assert!(met.iter().all(Result::is_ok), "{key:?}: {met:?}");
    }
}

#[tokio::test]
async fn each_end_says_what_is_wrong_with_the_other() {
    use CertificateFault as Fault;
    let (pki, others) = (TestPki::new(), TestPki::new());
    let (host, plugin) = (own(&pki.client().issue(), &pki), own(&pki.server().issue(), &pki));
    let elsewhere = |name: &str| pki.both().names(&[name]).issue();
    let wrong_plugins = [
        (own(&others.server().issue(), &pki), Fault::UnknownAuthority),
        (own(&pki.server().self_signed().issue(), &pki), Fault::UnknownAuthority),
        (own(&pki.client().issue(), &pki), Fault::OtherUsage),
        (own(&elsewhere("elsewhere.example"), &pki), Fault::OtherName),
    ];
    for (wrong, expected) in wrong_plugins {
        let [dialling, accepting] = met(&host, &wrong).await.map(Result::unwrap_err);
        assert_eq!(CertificateFault::found(&dialling), Some(expected), "{dialling}");
        assert!(CertificateFault::told(&accepting).is_some(), "{accepting}");
    }
    let picky = plugin.clone().peer_name("host.example").unwrap();
    let wrong_hosts = [
        (&plugin, own(&others.client().issue(), &pki), Fault::UnknownAuthority, Fault::UnknownAuthority),
        (&plugin, own(&pki.client().self_signed().issue(), &pki), Fault::UnknownAuthority, Fault::UnknownAuthority),
        (&plugin, own(&pki.server().issue(), &pki), Fault::OtherUsage, Fault::OtherUsage),
        // TLS has no alert for it.
        (&picky, host.clone(), Fault::OtherName, Fault::Other),
    ];
    for (plugin, wrong, found, told) in wrong_hosts {
        let [dialling, accepting] = met(&wrong, plugin).await.map(Result::unwrap_err);
        assert_eq!(CertificateFault::found(&accepting), Some(found), "{accepting}");
        assert_eq!(CertificateFault::told(&dialling), Some(told), "{dialling}");
    }
    let named = own(&elsewhere("host.example"), &pki);
    assert!(met(&named, &picky).await.iter().all(Result::is_ok), "the right name is taken");
    let seeking = host.peer_name("host.example").unwrap();
    assert!(met(&seeking, &named).await.iter().all(Result::is_ok), "and looked for");
}

#[tokio::test]
async fn whoever_shows_no_certificate_is_refused() {
    let pki = TestPki::new();
    let mut roots = rustls::RootCertStore::empty();
    roots.add(pki.root_der().to_vec().into()).unwrap();
    let client = rustls::ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let (one, other) = duplex(64 * 1024);
    let stranger = tokio_rustls::TlsConnector::from(std::sync::Arc::new(client)).connect(localhost(), one);
    let plugin = Session::Own(own(&pki.server().issue(), &pki));
    let (_stranger, accepted) = tokio::join!(stranger, plugin.accept(other));
    assert_eq!(CertificateFault::found(&accepted.unwrap_err()), Some(CertificateFault::Missing));
}

#[tokio::test]
async fn an_authority_between_is_part_of_the_chain() {
    let pki = TestPki::new();
    let between = pki.intermediate();
    let (host, leaf) = (own(&pki.client().issue(), &pki), between.server().issue());
    let with = |chain: String| Certificates::from_pem(chain, leaf.key_pem(), pki.root_pem()).unwrap();
    let whole = met(&host, &with([leaf.pem(), between.root_pem()].concat())).await;
    assert!(whole.iter().all(Result::is_ok), "{whole:?}");
    let [lacking, _] = met(&host, &with(leaf.pem().to_owned())).await.map(Result::unwrap_err);
    assert_eq!(CertificateFault::found(&lacking), Some(CertificateFault::UnknownAuthority), "{lacking}");
}

#[test]
fn what_cannot_be_used_is_told_when_it_is_given() {
    use CertificateFault as Fault;
    let pki = TestPki::new();
    let (good, other) = (pki.server().issue(), pki.server().issue());
    let with = |chain: &str, key: &str, roots: &str| fault(Certificates::from_pem(chain, key, roots));
    let (chain, key, roots) = (good.pem(), good.key_pem(), pki.root_pem());
    Certificates::from_pem(chain, key, roots).unwrap();
    Certificates::from_pem(format!("\u{feff}{}", chain.replace('\n', "\r\n")), key, roots).unwrap();
    let broken = chain.replacen("MII", "!!!", 1);
    let (expired, early) = (pki.server().expired().issue(), pki.server().not_yet_valid().issue());
    let cases = [
        (with(chain, other.key_pem(), roots), ("private key", Fault::OtherKey)),
        (with(key, key, roots), ("certificate chain", Fault::Missing)),
        (with(chain, chain, roots), ("private key", Fault::Missing)),
        (with(chain, key, ""), ("root certificates", Fault::Missing)),
        (with(&broken, key, roots), ("certificate chain", Fault::Unreadable)),
        (with(expired.pem(), expired.key_pem(), roots), ("certificate chain", Fault::Expired)),
        (with(early.pem(), early.key_pem(), roots), ("certificate chain", Fault::NotYetValid)),
        (
            fault(Certificates::from_der(vec![vec![0x30; 9]], good.key_der().to_vec(), vec![pki.root_der().to_vec()])),
            ("certificate chain", Fault::Unreadable),
        ),
    ];
    for ((part, found), (expected_part, expected)) in cases {
        assert_eq!((part.as_str(), found), (expected_part, expected));
    }
    let der = Certificates::from_der(vec![good.der().to_vec()], good.key_der().to_vec(), vec![pki.root_der().to_vec()]);
    assert_eq!(fault(der.unwrap().peer_name("not a name")).1, Fault::OtherName);
}

#[test]
fn a_private_key_is_in_no_text() {
    let pki = TestPki::new();
    let good = pki.server().issue();
    let secret = good.key_pem().lines().nth(1).unwrap();
    let texts = [
        format!("{good:?}"),
        format!("{:?}", own(&good, &pki)),
        // A key where a certificate should be, and one that is cut.
        format!("{:?}", Certificates::from_pem(good.key_pem(), good.key_pem(), pki.root_pem())),
        format!("{:?}", Certificates::from_pem(good.pem(), &good.key_pem()[..90], pki.root_pem())),
        format!("{:?}", Certificates::from_pem(good.pem(), secret, pki.root_pem())),
        format!("{:?}", Certificates::from_pem(good.pem(), good.key_pem(), good.key_pem())),
    ];
    for text in texts {
        assert!(!text.contains(&secret[..16]), "{text}");
    }
}

#[tokio::test]
async fn what_is_replaced_is_used_from_the_next_handshake_on() {
    let (old, new) = (TestPki::new(), TestPki::new());
    let (host, plugin) = (own(&old.client().issue(), &old), own(&old.server().issue(), &old));
    let clone = plugin.clone();
    assert!(met(&host, &plugin).await.iter().all(Result::is_ok));
    plugin.replace(&own(&new.server().issue(), &new)).unwrap();
    assert!(met(&host, &clone).await.iter().all(Result::is_err), "a clone is the same");
    host.replace(&own(&new.client().issue(), &new)).unwrap();
    assert!(met(&host, &clone).await.iter().all(Result::is_ok));
}

fn files(directory: &Path, certificate: &TestCertificate, pki: &TestPki) -> Certificates {
    let (chain, key) = certificate.write(directory, "plugin");
    Certificates::from_files(chain, key, pki.write(directory)).unwrap()
}

#[tokio::test]
async fn files_are_read_again_when_they_change_and_bad_ones_change_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let (old, new) = (TestPki::new(), TestPki::new());
    let plugin = files(directory.path(), &old.server().issue(), &old);
    let of_old = own(&old.client().issue(), &old);
    assert!(met(&of_old, &plugin).await.iter().all(Result::is_ok));

    // Half of what is new: a certificate without its key; then one whose time is over; then none.
    let next = new.server().issue();
    let chain = directory.path().join("plugin.pem");
    for half in [next.pem(), new.server().expired().issue().pem(), "", "junk"] {
        std::fs::write(&chain, half).unwrap();
        assert!(met(&of_old, &plugin).await.iter().all(Result::is_ok), "{half:?}");
        assert!(matches!(plugin.reload(), Err(SecurityError::OwnCertificates { .. })), "{half:?}");
    }
    std::fs::remove_file(&chain).unwrap();
    assert!(met(&of_old, &plugin).await.iter().all(Result::is_ok));

    next.write(directory.path(), "plugin");
    new.write(directory.path());
    assert!(met(&of_old, &plugin).await.iter().all(Result::is_err));
    assert!(met(&own(&new.client().issue(), &new), &plugin).await.iter().all(Result::is_ok));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path();
    let good = TestPki::new();
    let (chain, key) = good.server().issue().write(path, "plugin");
    let roots = good.write(path);
    std::fs::write(path.join("large"), vec![b'\n'; 4 * 1024 * 1024 + 1]).unwrap();
    for (chain, reason) in [
        (path.join("nowhere.pem"), "No such file"),
        (path.to_owned(), "it is no file"),
        (path.join("large"), "larger than"),
    ] {
        let told = Certificates::from_files(&chain, &key, &roots).unwrap_err().to_string();
        assert!(told.contains(reason) && told.contains(&chain.display().to_string()), "{told}");
    }
    Certificates::from_files(chain, key, roots).unwrap();
}
