//! What go-plugin's own tests assert of a connection, over one and over sockets (wire.md §4.3).

use std::time::Duration;

use pintle::{CallError, Multiplex, Streaming};
use pintle_tests::flow::{Flow as _, FlowClient, flow};
use prost::Message as _;

use super::Way;
use super::script::{Kind, ScriptedHost};
use crate::harness::{FLOW, command, launcher_with};

// TestGRPC_Ping.
#[tokio::test]
async fn a_ping_is_answered_until_the_plugin_ends() {
    for way in [Way::USUAL, Way::SOCKETS] {
        let (plugin, _) = way.launch().await;
        const PATIENCE: Duration = Duration::from_secs(10);
        plugin.ping(PATIENCE).await.unwrap();
        plugin.ping(PATIENCE).await.unwrap();
        plugin.shutdown().await.unwrap();
        plugin.ping(PATIENCE).await.unwrap_err();
    }
}

// TestGRPCC_Stream.
#[tokio::test]
async fn a_stream_both_ways_keeps_its_order() {
    for multiplex in [Multiplex::Auto, Multiplex::Require, Multiplex::Off] {
        let launcher = launcher_with(flow::HANDSHAKE, command(FLOW)).0.multiplex(multiplex);
        let plugin = launcher.launch().await.unwrap();
        assert_eq!(plugin.is_multiplexed(), multiplex != Multiplex::Off);
        let client: FlowClient = plugin.client();
        let numbers = 21..=26;
        let mut echoed = client.echo(Streaming::iter(numbers.clone().map(|number| number.to_string()))).await.unwrap();
        for number in numbers {
            assert_eq!(echoed.try_next().await.unwrap(), Some(number.to_string()), "{multiplex:?}");
        }
        assert_eq!(echoed.try_next().await.unwrap(), None, "{multiplex:?}");
    }
}

// TestClient_RequestGRPCMultiplexing_UnsupportedByPlugin is among the start failures; here is the other side of it.
#[tokio::test]
async fn a_plugin_that_can_multiplex_does_so_for_whoever_requires_it() {
    let way = Way { multiplex: Multiplex::Require, ..Way::USUAL };
    let (plugin, _) = way.launch().await;
    assert!(plugin.is_multiplexed());
    plugin.shutdown().await.unwrap();
    let lost = plugin.ping(Duration::from_secs(10)).await.unwrap_err();
    assert!(!matches!(lost, CallError::LetGo { .. }), "{lost:?}");
}

/// A service's name, as the health service is asked for it.
#[derive(Clone, PartialEq, prost::Message)]
struct Watched {
    #[prost(string, tag = "1")]
    service: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Seen {
    #[prost(int32, tag = "1")]
    status: i32,
}

#[tokio::test]
async fn health_can_be_watched() {
    const SERVING: i32 = 1;
    for kind in Kind::ALL {
        let plugin = ScriptedHost::plugin(kind).await;
        let host = ScriptedHost::connect(&plugin, kind).await;
        let service = Watched { service: "plugin".to_owned() };
        let mut watch = host.main.stream("grpc.health.v1.Health/Watch", &service).await.unwrap();
        assert_eq!(watch.heard().await, Some(Seen { status: SERVING }), "{kind:?}");
    }
}

/// Which question is asked, and what with.
#[derive(Clone, PartialEq, prost::Message)]
struct Question {
    #[prost(string, optional, tag = "4")]
    file_containing_symbol: Option<String>,
    #[prost(string, optional, tag = "7")]
    list_services: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Answer {
    #[prost(message, optional, tag = "4")]
    files: Option<Files>,
    #[prost(message, optional, tag = "6")]
    services: Option<Services>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Files {
    #[prost(bytes = "vec", repeated, tag = "1")]
    files: Vec<Vec<u8>>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Services {
    #[prost(message, repeated, tag = "1")]
    services: Vec<Service>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Service {
    #[prost(string, tag = "1")]
    name: String,
}

// TestGRPC_Reflection.
#[tokio::test]
async fn a_plugin_tells_exactly_what_it_serves() {
    for kind in Kind::ALL {
        let plugin = ScriptedHost::plugin(kind).await;
        let host = ScriptedHost::connect(&plugin, kind).await;
        let ask = async |question: Question| -> Answer {
            let talk = host.main.stream("grpc.reflection.v1.ServerReflection/ServerReflectionInfo", &question);
            talk.await.unwrap().heard().await.unwrap()
        };
        let listed = ask(Question { list_services: Some(String::new()), ..Question::default() }).await;
        let mut names: Vec<_> = listed.services.unwrap().services.into_iter().map(|service| service.name).collect();
        names.sort_unstable();
        let expected = [
            "errand.v1.Errand",
            "grpc.health.v1.Health",
            "grpc.reflection.v1.ServerReflection",
            "grpc.reflection.v1alpha.ServerReflection",
            "plugin.GRPCBroker",
            "plugin.GRPCController",
            "plugin.GRPCStdio",
        ];
        assert_eq!(names, expected, "{kind:?}");

        let symbol = Some("grpc.health.v1.Health".to_owned());
        let described = ask(Question { file_containing_symbol: symbol, ..Question::default() }).await;
        let file = prost_types::FileDescriptorProto::decode(&*described.files.unwrap().files[0]).unwrap();
        let methods: Vec<_> = file.service[0].method.iter().map(|method| method.name()).collect();
        assert_eq!(methods, ["Check", "Watch"], "{kind:?}");
    }
}
