//! Who knocks at a plugin.

use std::sync::Arc;

use pintle::Line;
use rustls::sign::SingleCertAndKey;
use rustls::version::TLS13;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::{Stage, credential, wrong};
use crate::callbacks::script::{Caller, Mode, Mux, MuxStream, Talk, ack, knock, numbers};
use crate::started::{Started, soon};
use crate::tls::frames::{self, PREFACE, SERVING};
use crate::tls::{Host, VERSIONS, Version, client, connect, localhost, server, until_hung_up};

async fn started(stage: &Stage, more: &[(&'static str, &str)]) -> Started {
    let variables = stage.variables();
    let variables: Vec<_> =
        variables.iter().map(|(name, value)| (*name, value.as_str())).chain(more.to_vec()).collect();
    Started::errand(&variables).await.unwrap()
}

/// The plugin's health, as whoever has this credential.
async fn health(line: &Line, credential: Arc<SingleCertAndKey>, version: Version) -> Vec<u8> {
    let stream = proven(connect(&line.address).await.unwrap(), Some(credential), version).await.unwrap();
    soon(frames::health(&mut { stream })).await.unwrap()
}

/// TLS by whoever has this credential, who trusts whoever answers.
async fn proven<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    credential: Option<Arc<SingleCertAndKey>>,
    version: Version,
) -> std::io::Result<tokio_rustls::client::TlsStream<S>> {
    let config = Arc::new(client(credential, &["h2"], version));
    soon(TlsConnector::from(config).connect(localhost(), stream)).await
}

/// What somebody with this credential is answered until the plugin hangs up.
async fn answered<S>(stream: S, credential: Option<Arc<SingleCertAndKey>>, version: Version) -> Vec<u8>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    match proven(stream, credential, version).await {
        // With TLS 1.3 a stranger may think that it is in, until it hears more.
        Ok(mut stream) => {
            let _ = stream.write_all(PREFACE).await;
            until_hung_up(stream).await
        }
        Err(_) => Vec::new(),
    }
}

#[tokio::test]
async fn a_plugin_with_certificates_of_its_own_lets_in_whom_its_authority_vouches_for_and_nobody_else() {
    let stage = Stage::new();
    // T4: what the host offers for the launch is not looked at.
    let plugin = started(&stage, &[("PLUGIN_CLIENT_CERT", "banana")]).await;
    assert_eq!(plugin.line.certificate, None);
    let good = stage.pki.client().issue();
    let good = credential(&good, &good);
    for version in VERSIONS {
        let mut attacks = wrong(&stage.pki, super::TestPki::client, stage.pki.server());
        let none = attacks.drain(..).map(|wrong| (wrong.name, Some(wrong.credential))).chain([("none", None)]);
        for (name, credential) in none {
            let answer = answered(connect(&plugin.line.address).await.unwrap(), credential, version).await;
            assert!(answer.is_empty(), "{name}, {:?}: {answer:x?}", version.version);
            assert_eq!(health(&plugin.line, Arc::clone(&good), version).await, SERVING, "after {name}");
        }
        // Without TLS there is nothing to hear either, but that.
        let mut bare = connect(&plugin.line.address).await.unwrap();
        bare.write_all(PREFACE).await.unwrap();
        let answer = until_hung_up(bare).await;
        assert!(answer.is_empty() || matches!(answer[..], [0x15, 3, _, 0, 2, _, _]), "{answer:x?}");
    }
}

#[tokio::test]
async fn a_plugin_that_expects_a_name_takes_hosts_of_no_other() {
    let stage = Stage::new();
    let plugin = started(&stage, &[("PLUGIN_CLIENT_NAME", "host.example")]).await;
    let [named, other] = [&["host.example", "localhost"][..], &["localhost"]]
        .map(|names| stage.pki.client().names(names).issue())
        .map(|certificate| credential(&certificate, &certificate));
    for version in VERSIONS {
        assert_eq!(health(&plugin.line, Arc::clone(&named), version).await, SERVING);
        let answer = answered(connect(&plugin.line.address).await.unwrap(), Some(Arc::clone(&other)), version).await;
        assert!(answer.is_empty(), "{answer:x?}");
    }
}

/// A host by hand, with one multiplexed connection and its broker.
struct ByHand {
    _plugin: Started,
    mux: Mux,
    main: Caller,
    broker: Talk,
    credential: Arc<SingleCertAndKey>,
}

impl ByHand {
    async fn of(stage: &Stage) -> Self {
        let plugin = started(stage, &[("PLUGIN_MULTIPLEX_GRPC", "true")]).await;
        let own = stage.pki.both().issue();
        let credential = credential(&own, &own);
        let mux = Mux::over(connect(&plugin.line.address).await.unwrap(), Mode::Client);
        let main = caller(mux.open().await, &credential).await;
        let broker = main.talk("plugin.GRPCBroker/StartStream").await.unwrap();
        Self { _plugin: plugin, mux, main, broker, credential }
    }

    /// The number of an adder of the plugin's, of which somebody may get a stream.
    async fn knocked(&mut self) -> MuxStream {
        let adder = self.main.call("errand.v1.Errand/Adder", numbers(0, 0)).await.unwrap();
        let id = u32::try_from(adder.first).unwrap();
        self.broker.tell(&knock(id));
        assert_eq!(self.broker.said().await, Some(ack(id)));
        self.mux.open().await
    }
}

async fn caller(stream: MuxStream, credential: &Arc<SingleCertAndKey>) -> Caller {
    Caller::over(proven(stream, Some(Arc::clone(credential)), &TLS13).await.unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_callback_of_a_plugin_is_for_those_who_are_vouched_for() {
    let stage = Stage::new();
    let mut host = ByHand::of(&stage).await;
    for stranger in wrong(&stage.pki, super::TestPki::client, stage.pki.server()) {
        let answer = answered(host.knocked().await, Some(stranger.credential), &TLS13).await;
        assert!(answer.is_empty(), "{}: {answer:x?}", stranger.name);
    }
    assert!(answered(host.knocked().await, None, &TLS13).await.is_empty());
    let adder = caller(host.knocked().await, &host.credential).await;
    assert_eq!(adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap(), numbers(3, 0));
}

#[tokio::test]
async fn a_plugin_calls_back_nobody_but_whom_its_authority_vouches_for() {
    let stage = Stage::new();
    let mut host = ByHand::of(&stage).await;
    let mut strangers: Vec<_> = wrong(&stage.pki, super::TestPki::server, stage.pki.client())
        .into_iter()
        .zip([
            "is of an authority that is not trusted",
            "is of an authority that is not trusted",
            "has expired",
            "is not valid yet",
            "is not meant for this use",
            "does not go with the key",
        ])
        .map(|(wrong, reason)| (wrong.name, wrong.credential, reason))
        .collect();
    let elsewhere = stage.pki.server().names(&["elsewhere.example"]).issue();
    strangers.push(("one in another name", credential(&elsewhere, &elsewhere), "is in another name"));
    for (id, (name, credential, reason)) in (7..).zip(strangers) {
        let main = host.main.clone();
        let sum = tokio::spawn(async move { main.call("errand.v1.Errand/Sum", numbers(id, 1)).await });
        let id = u32::try_from(id).unwrap();
        assert_eq!(host.broker.said().await, Some(knock(id)));
        host.broker.tell(&ack(id));
        let acceptor = TlsAcceptor::from(server(credential, &["h2"], Host::Taken, &TLS13));
        assert!(soon(acceptor.accept(soon(host.mux.next()).await.unwrap())).await.is_err(), "{name}");
        let told = soon(sum).await.unwrap().unwrap_err();
        let expected = format!("the host is not trusted on connection {id}: its certificate {reason}");
        assert!(told.message().contains(&expected), "{name}: {told:?}");
    }
}
