//! Who gets in, and who does not.

use pintle::testing::{InProcess, InProcessPlugin, TestCertificate, TestKey, TestPki};
use pintle::{Certificates, Error, ErrorKind, SecurityError, Server};
use store::{Kv, KvClient, KvServer, Memory, kv};

// region: own
/// A store whose ends have certificates of their own.
async fn store(plugin: Certificates, host: Certificates) -> Result<InProcessPlugin, Error> {
    let server = Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Memory::default())).certificates(plugin);
    InProcess::of(server).certificates(host).start().await
}

#[tokio::test]
async fn whom_the_authority_vouches_for_gets_in() {
    let pki = TestPki::new();
    for key in [TestKey::P256, TestKey::P384, TestKey::P521, TestKey::Rsa2048] {
        let (plugin, host) = (pki.server().key(key).issue(), pki.client().key(key).issue());
        let plugin = store(plugin.certificates(&pki).unwrap(), host.certificates(&pki).unwrap()).await.unwrap();
        plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
    }
}
// endregion

// region: intruders
#[tokio::test]
async fn nobody_else_gets_in() {
    let (pki, others) = (TestPki::new(), TestPki::new());
    let good = || pki.client().issue();
    let intruders: [(&str, TestCertificate, &str); 5] = [
        ("of another authority", others.client().issue(), "security.refused_by_plugin"),
        ("of nobody but itself", pki.client().self_signed().issue(), "security.refused_by_plugin"),
        ("meant for servers", pki.server().issue(), "security.refused_by_plugin"),
        ("expired", pki.client().expired().issue(), "security.own_certificates"),
        ("not valid yet", pki.client().not_yet_valid().issue(), "security.own_certificates"),
    ];
    for (what, intruder, code) in intruders {
        // One's own certificate must be in its time already: that is told before anything is tried.
        let refused = match intruder.certificates(&pki) {
            Ok(host) => store(pki.server().issue().certificates(&pki).unwrap(), host).await.unwrap_err(),
            Err(error) => error.into(),
        };
        assert_eq!(refused.code(), code, "{what}: {refused}");
    }
    store(pki.server().issue().certificates(&pki).unwrap(), good().certificates(&pki).unwrap()).await.unwrap();
}
// endregion

// region: name
#[tokio::test]
async fn a_host_trusts_the_name_that_it_expects() {
    let pki = TestPki::new();
    let plugin = || pki.server().names(&["kv.example"]).issue().certificates(&pki).unwrap();
    let host = |name: &str| pki.client().issue().certificates(&pki).unwrap().peer_name(name).unwrap();
    store(plugin(), host("kv.example")).await.unwrap();

    let error = store(plugin(), host("other.example")).await.unwrap_err();
    assert!(matches!(error, Error::Security(SecurityError::Untrusted { .. })), "{error}");
}
// endregion

// region: reload
#[tokio::test]
async fn new_certificates_are_used_without_a_restart() {
    let (pki, next) = (TestPki::new(), TestPki::new());
    let plugin_certificates = pki.server().issue().certificates(&pki).unwrap();
    let old_host = pki.client().issue().certificates(&pki).unwrap();
    let plugin = store(plugin_certificates.clone(), old_host.clone()).await.unwrap();

    plugin_certificates.replace(&next.server().issue().certificates(&next).unwrap()).unwrap();
    // Connections that are there stay; a new one needs what is new.
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
    assert_eq!(plugin.connect().await.unwrap_err().kind(), ErrorKind::Security);
    old_host.replace(&next.client().issue().certificates(&next).unwrap()).unwrap();
    let again = plugin.connect().await.unwrap();
    assert_eq!(again.client::<KvClient>().get("a".into()).await.unwrap(), Some(vec![1]));
}
// endregion
