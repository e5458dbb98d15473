//! Certificates of one's own, where the other end is go-plugin's: its `TLSConfig` and `TLSProvider` (wire.md T4, T5).

use std::path::Path;

use pintle::Multiplex;
use pintle::testing::{TestKey, TestPki};

use super::programs::Go;
use super::talk::{Exchange, Maker, PAIRS, Step, Talk};
use crate::own_certificates::variables;

/// What tells an end of go-plugin's: chain, key and roots.
fn paths(folder: &Path, name: &str) -> String {
    ["pem", "key"].map(|ending| folder.join(format!("{name}.{ending}")).display().to_string()).join(",")
        + &format!(",{}", folder.join("ca.pem").display())
}

/// A conversation between ends with certificates that are in this folder.
fn talk(go: Go, pair: (Maker, Maker), folder: &Path) -> Talk {
    let talk = Talk::between(go, pair).own_certificates(paths(folder, "host"));
    match pair.1 {
        Maker::Go => talk.variable("DRIVER_TLS", &paths(folder, "plugin")),
        Maker::Pintle => variables(folder).into_iter().fold(talk, |talk, (name, value)| talk.variable(name, &value)),
    }
}

#[tokio::test]
async fn any_two_ends_of_one_authority_call_lend_and_borrow() {
    let Some(go) = Go::find() else { return };
    let (pki, folder) = (TestPki::new(), tempfile::tempdir().unwrap());
    pki.write(&folder);
    for key in [TestKey::P256, TestKey::P384, TestKey::P521, TestKey::Rsa2048] {
        for name in ["host", "plugin"] {
            pki.both().key(key).issue().write(&folder, name);
        }
        for (pair, multiplex) in PAIRS.into_iter().flat_map(|pair| [(pair, Multiplex::Off), (pair, Multiplex::Require)])
        {
            let case = format!("{key:?} {pair:?} {multiplex:?}");
            let script = [
                Step::Put("k", b"v".to_vec()),
                Step::Get("k"),
                Step::Exchange(Exchange::Lend, 2, 3),
                Step::Exchange(Exchange::Borrow, 2, 3),
            ];
            let seen = talk(go, pair, folder.path()).multiplex(multiplex).run(&script).await.expect(&case);
            assert!(seen.answers.iter().all(Result::is_ok), "{case}: {:?}", seen.answers);
            assert_eq!((seen.answers[1].as_deref(), seen.ended_when_asked), (Ok(&b"v"[..]), true), "{case}");
        }
    }
}

#[tokio::test]
async fn no_two_ends_of_different_authorities_talk() {
    let Some(go) = Go::find() else { return };
    let (host, plugin) = (TestPki::new(), TestPki::new());
    for (pair, trusted) in PAIRS.into_iter().flat_map(|pair| [(pair, &host), (pair, &plugin)]) {
        let folder = tempfile::tempdir().unwrap();
        host.both().issue().write(&folder, "host");
        plugin.both().issue().write(&folder, "plugin");
        trusted.write(&folder);
        let refused = talk(go, pair, folder.path()).run(&[Step::Get("version")]).await;
        // A Go host dials late: it thinks that all is well until its first call.
        let got = refused.map(|seen| seen.answers);
        assert!(!matches!(&got, Ok(answers) if answers.iter().any(Result::is_ok)), "{pair:?}: {got:?}");
    }
}

// T4: the plugin announces nothing, and the host that made a key for the launch looks for it in vain.
#[tokio::test]
async fn no_host_with_a_launchs_own_keys_takes_a_plugin_with_certificates() {
    let Some(go) = Go::find() else { return };
    let (pki, folder) = (TestPki::new(), tempfile::tempdir().unwrap());
    pki.write(&folder);
    pki.both().issue().write(&folder, "plugin");
    for pair in PAIRS {
        let mut talk = talk(go, pair, folder.path()).security(pintle::Security::MutualTls);
        talk.own_certificates = None;
        let got = talk.run(&[Step::Get("version")]).await.map(|seen| seen.answers);
        assert!(!matches!(&got, Ok(answers) if answers.iter().any(Result::is_ok)), "{pair:?}: {got:?}");
    }
}
