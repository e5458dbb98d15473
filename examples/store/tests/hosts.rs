//! What a host is tested with, plugins that misbehave; and what a plugin is tested with, hosts that do.

use std::process::Command;
use std::time::Duration;

use pintle::testing::conformance::{Conformance, Level};
use pintle::testing::host::{Approach, Host};
use pintle::testing::misbehaving::{Act, FakePlugin, Misbehaving, Moment};
use pintle::{Error, ErrorKind, HandshakeError, Launcher, Server};
use store::{Kv, KvClient, KvError, KvServer, Memory, kv};

// region: misbehaving
/// A store that is good, so far.
fn store() -> Misbehaving {
    Misbehaving::new(|| Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Memory::default())))
}

fn launcher(plugin: &FakePlugin) -> Launcher {
    Launcher::new(kv::HANDSHAKE, plugin.command()).start_timeout(Duration::from_secs(5))
}

#[tokio::test]
async fn a_store_that_dies_at_the_second_call_is_a_lost_call() {
    let plugin = store().at(Moment::Call(2), Act::Exit(3)).start().unwrap();
    let store: KvClient = launcher(&plugin).launch().await.unwrap().client();
    store.put("a".into(), vec![1]).await.unwrap();
    let Err(KvError::Call(lost)) = store.get("a".into()).await else { panic!("it is gone") };
    assert_eq!(lost.code(), "call.plugin_exited", "{lost}");
}
// endregion

// region: errors
#[tokio::test]
async fn a_handshake_line_that_is_too_short_is_told_for_what_it_is() {
    let plugin = store().print(|_, _| b"1|1|unix\n".to_vec()).start().unwrap();
    let error = launcher(&plugin).launch().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Handshake);
    assert_eq!(error.code(), "handshake.bad_line", "{error}");
    assert!(matches!(error, Error::Handshake(HandshakeError::BadLine { ref line, .. }) if line == "1|1|unix"));
    assert_eq!(
        error.message(),
        "the plugin's handshake line \"1|1|unix\" cannot be understood: it has 3 fields; at least 4 are needed"
    );
}
// endregion

// region: scripted
#[tokio::test]
async fn the_plugin_starts_for_no_host_with_another_cookie() {
    let program = || Command::new(env!("CARGO_BIN_EXE_store-plugin"));
    let patience = Duration::from_secs(5);

    let mut refused = Host::new(program()).cookie("STORE_PLUGIN", "another").versions([1]).start().unwrap();
    refused.line(patience).await.unwrap_err();
    assert_eq!(refused.ended(patience).await.unwrap().code(), Some(1));

    let mut plugin = Host::new(program()).cookie("STORE_PLUGIN", "b5b37c").versions([1]).start().unwrap();
    let line = plugin.line(patience).await.unwrap();
    let connection = plugin.connect(&line.address, &Approach::plaintext()).await.unwrap();
    connection.call("/plugin.GRPCController/Shutdown", "").await.unwrap();
    assert!(plugin.ended(patience).await.unwrap().success());
}
// endregion

// region: conformance
#[tokio::test]
async fn the_plugin_conforms() {
    let program = Command::new(env!("CARGO_BIN_EXE_store-plugin"));
    let report = Conformance::of(program).cookie("STORE_PLUGIN", "b5b37c").versions([1]).run().await.unwrap();
    assert!(report.failed(Level::Extra).next().is_none(), "{report}");
}
// endregion
