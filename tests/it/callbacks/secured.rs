//! TLS within one connection: each stream has its own, and proves both ends anew (X3).

use std::sync::Arc;

use rustls::version::TLS13;
use tokio::io::AsyncWriteExt as _;
use tokio_rustls::{TlsAcceptor, TlsConnector};

use super::script::{Callee, Caller, Mode, Mux, MuxStream, ack, knock, numbers};
use crate::started::{Started, soon};
use crate::tls::{Host, Identity, Profile, client, connect, localhost, server, until_hung_up};

/// Speaks HTTP/2 on a stream, as whoever owns `identity`.
async fn caller(identity: &Identity, stream: MuxStream) -> Caller {
    let config = Arc::new(client(Some(identity.credential()), &["h2"], &TLS13));
    let stream = soon(TlsConnector::from(config).connect(localhost(), stream)).await.unwrap();
    Caller::over(stream).await.unwrap()
}

#[tokio::test]
async fn each_stream_of_one_connection_has_tls_of_its_own() {
    let host = Identity::new(Profile::P256);
    let variables = [("PLUGIN_MULTIPLEX_GRPC", "true"), ("PLUGIN_CLIENT_CERT", &host.pem())];
    let plugin = Started::errand(&variables).await.unwrap();
    let mut mux = Mux::over(connect(&plugin.line.address).await.unwrap(), Mode::Client);
    let main = caller(&host, mux.open().await).await;
    let mut broker = main.talk("plugin.GRPCBroker/StartStream").await.unwrap();

    let id = u32::try_from(main.call("errand.v1.Errand/Adder", numbers(0, 0)).await.unwrap().first).unwrap();
    broker.tell(&knock(id));
    assert_eq!(broker.said().await, Some(ack(id)));
    let adder = caller(&host, mux.open().await).await;
    assert_eq!(adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap(), numbers(3, 0), "the plugin serves");

    let sum = tokio::spawn(async move { main.call("errand.v1.Errand/Sum", numbers(7, 2)).await });
    assert_eq!(broker.said().await, Some(knock(7)));
    broker.tell(&ack(7));
    let acceptor = TlsAcceptor::from(server(host.credential(), &["h2"], Host::Taken, &TLS13));
    let stream = soon(acceptor.accept(mux.next().await.unwrap())).await.unwrap();
    let presented = stream.get_ref().1.peer_certificates().and_then(<[_]>::first).cloned();
    assert_eq!(presented.as_deref(), plugin.line.certificate.as_deref(), "the plugin proves itself as who it is");
    let adding = tokio::spawn(Callee::over(stream).add());
    assert_eq!(soon(sum).await.unwrap().unwrap(), numbers(2, 0), "the host serves");
    soon(adding).await.unwrap();
}

#[tokio::test]
async fn a_stream_that_proves_nothing_gets_no_answer() {
    let host = Identity::new(Profile::P256);
    let variables = [("PLUGIN_MULTIPLEX_GRPC", "true"), ("PLUGIN_CLIENT_CERT", &host.pem())];
    let plugin = Started::errand(&variables).await.unwrap();
    let mux = Mux::over(connect(&plugin.line.address).await.unwrap(), Mode::Client);
    let main = caller(&host, mux.open().await).await;
    let mut broker = main.talk("plugin.GRPCBroker/StartStream").await.unwrap();
    for is_knocked in [false, true] {
        let adder = soon(main.call("errand.v1.Errand/Adder", numbers(0, 0))).await.unwrap();
        let id = u32::try_from(adder.first).unwrap();
        let mut ready = async || {
            if is_knocked {
                broker.tell(&knock(id));
                assert_eq!(broker.said().await, Some(ack(id)));
            }
        };
        ready().await;
        let mut stream = mux.open().await;
        stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await.unwrap();
        let answer = until_hung_up(stream).await;
        assert!(answer.is_empty() || matches!(answer[..], [0x15, 3, _, 0, 2, _, _]), "{answer:x?}");

        ready().await;
        let stranger = Arc::new(client(Some(Identity::new(Profile::P256).credential()), &["h2"], &TLS13));
        // With TLS 1.3 a stranger may think that it is in, until it hears more.
        if let Ok(stream) = soon(TlsConnector::from(stranger).connect(localhost(), mux.open().await)).await {
            let answer = until_hung_up(stream).await;
            assert!(answer.is_empty(), "{answer:x?}");
        }
    }
    soon(main.call("errand.v1.Errand/Adder", numbers(0, 0))).await.unwrap();
}
