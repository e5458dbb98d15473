//! Certificates of one's own, at both ends: whoever is vouched for gets in, by any connection, and nobody else (wire.md T4, T5).

mod host;
mod lives;
mod plugin;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use pintle::testing::{TestCertificate, TestIssue, TestPki};
use pintle::{Certificates, Launcher, Multiplex};
use pintle_tests::errand::errand;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use tempfile::TempDir;

use crate::harness::{ERRAND, command, launcher_with};
use crate::tls::provider;

/// An authority, and a plugin's certificate of it in files.
pub struct Stage {
    pub pki: TestPki,
    pub folder: TempDir,
}

impl Stage {
    pub fn new() -> Self {
        let (pki, folder) = (TestPki::new(), tempfile::tempdir().unwrap());
        let stage = Self { pki, folder };
        stage.install(&stage.pki.both().issue(), &stage.pki);
        stage
    }

    /// Gives the plugin this certificate, and hosts of `trusted`.
    pub fn install(&self, certificate: &TestCertificate, trusted: &TestPki) {
        certificate.write(&self.folder, "plugin");
        trusted.write(&self.folder);
    }

    /// What tells a plugin of ours to use them.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        variables(self.folder.path())
    }

    /// A launcher of `errand` with them.
    pub fn launcher(&self, own: Certificates) -> Launcher {
        let mut command: Command = command(ERRAND);
        command.envs(self.variables());
        launcher_with(errand::HANDSHAKE, command).0.certificates(own)
    }

    /// A host's own, of this authority.
    pub fn host(&self) -> Certificates {
        self.pki.both().issue().certificates(&self.pki).unwrap()
    }
}

/// What tells a plugin of ours to use what is in this folder.
pub fn variables(folder: &Path) -> Vec<(&'static str, String)> {
    let file = |name: &str| format!("file://{}", folder.join(name).display());
    vec![
        ("CONFIGURED", "1".to_owned()),
        ("PLUGIN_SERVER_CERT", file("plugin.pem")),
        ("PLUGIN_SERVER_KEY", file("plugin.key")),
        ("PLUGIN_CLIENT_ROOT_CERTS", file("ca.pem")),
    ]
}

/// What TLS presents: this certificate, "proven" with the key of `signer`, which need not fit.
fn credential(certificate: &TestCertificate, signer: &TestCertificate) -> Arc<SingleCertAndKey> {
    let key = PrivatePkcs8KeyDer::from(signer.key_der().to_vec()).into();
    let key = provider().key_provider.load_private_key(key).unwrap();
    Arc::new(CertifiedKey::new(vec![CertificateDer::from(certificate.der().to_vec())], key).into())
}

/// Every certificate that nobody may get in with, whose usage is `good` where it is not the usage that is wrong.
fn wrong(pki: &TestPki, good: impl Fn(&TestPki) -> TestIssue<'_>, other_usage: TestIssue<'_>) -> Vec<Wrong> {
    let issued = |name, issue: TestIssue<'_>| {
        let certificate = issue.issue();
        Wrong { name, credential: credential(&certificate, &certificate) }
    };
    vec![
        issued("another authority's", good(&TestPki::new())),
        issued("one that nobody vouches for", good(pki).self_signed()),
        issued("an expired one", good(pki).expired()),
        issued("an early one", good(pki).not_yet_valid()),
        issued("one for the other end", other_usage),
        Wrong { name: "one without its key", credential: credential(&good(pki).issue(), &good(pki).issue()) },
    ]
}

struct Wrong {
    name: &'static str,
    credential: Arc<SingleCertAndKey>,
}

/// How callbacks travel.
const WAYS: [Multiplex; 2] = [Multiplex::Auto, Multiplex::Off];
