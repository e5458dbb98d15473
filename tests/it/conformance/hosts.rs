//! What hosts do, ours and go-plugin's: the probe's reports.

use std::collections::HashMap;
use std::process::Command;
use std::sync::Mutex;

use kv::{Kv, KvServer, kv as service};
use pintle::testing::conformance::Level;
use pintle::testing::probe::Probe;
use pintle::{Code, Server, Status};

use super::{as_written, failed};
use crate::go::Go;

const NOTHING: [&str; 0] = [];

#[tokio::test(flavor = "multi_thread")]
async fn our_host_does_all_that_is_expected() {
    let mut host = Command::new(env!("CARGO_BIN_EXE_holder"));
    host.arg("{plugin}").env("HOLDER_PUT", "greeting");
    let report = as_written("host-ours", probe(host).run().await.unwrap());
    assert_eq!(failed(&report, Level::Extra), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn go_plugins_example_host_does_all_that_is_expected() {
    let Some(go) = Go::find() else { return };
    let mut host = Command::new(&go.examples("grpc")[0].host);
    // It runs a line of shell; the shell would stay between the two without `exec`.
    host.args(["put", "greeting", "hello"]).env("KV_PROTO", "grpc").env("KV_PLUGIN", "exec {plugin}");
    let report = as_written("host-go-grpc-1.8.0", probe(host).run().await.unwrap());
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_go_host_with_mutual_tls_does_all_that_is_expected() {
    let Some(go) = Go::find() else { return };
    let mut host = Command::new(go.driver());
    host.args(["host", "-mtls", "-do", "put:greeting=hello", "--", "{plugin}"]);
    let report = as_written("host-go-mtls-1.8.0", probe(host).run().await.unwrap());
    assert_eq!(failed(&report, Level::Expected), NOTHING);
}

fn probe(host: Command) -> Probe {
    let server = || Server::new(service::HANDSHAKE).serve(1, KvServer::new(Memory::default()));
    Probe::of(host).cookie("BASIC_PLUGIN", "hello").serving(server)
}

#[derive(Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

impl Kv for Memory {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        self.0.lock().unwrap().get(&key).cloned().ok_or_else(|| Status::new(Code::NotFound, key))
    }

    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status> {
        self.0.lock().unwrap().insert(key, value);
        Ok(())
    }
}
