//! Failure: connections that break, plugins that die, in the middle of everything.

#![expect(clippy::unwrap_used, reason = "a test may")]

use pintle::testing::{self, InProcess, Script};
use pintle::{CallError, Streaming};
use store::{Change, Entry, Kv, KvClient, KvServer, Memory, kv};

// region: disconnect
#[tokio::test]
async fn a_watcher_learns_that_the_connection_is_lost_and_a_new_host_goes_on() {
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let store: KvClient = plugin.client();
    let mut changes = store.watch(String::new()).await.unwrap();
    store.put("a".into(), vec![1]).await.unwrap();
    assert!(changes.try_next().await.unwrap().is_some());

    plugin.disconnect().await;
    let error = changes.try_next().await.unwrap_err();
    assert!(matches!(error.lost(), Some(CallError::Disconnected { .. })), "{error:?}");

    let again: KvClient = plugin.connect().await.unwrap().client();
    assert_eq!(again.get("a".into()).await.unwrap(), Some(vec![1]), "the plugin itself lives on");
}
// endregion

// region: scripted
#[tokio::test]
async fn a_connection_that_breaks_at_the_second_call_is_one_line_of_a_script() {
    let script = Script::of::<KvClient>();
    script.on("put").pass().disconnect();
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&script).start().await.unwrap();
    let store: KvClient = plugin.client();
    store.put("a".into(), vec![1]).await.unwrap();
    let error = store.put("a".into(), vec![2]).await.unwrap_err();
    assert!(matches!(error.lost(), Some(CallError::Disconnected { .. })), "{error:?}");
    script.finish();
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_an_error_and_no_end() {
    let script = Script::of::<KvClient>();
    let one = Change::Put(Entry { key: "a".into(), value: vec![] });
    let torn = [Ok(one), Err(store::KvError::TooSlow { missed: 7 })];
    script.on("watch").reply(Streaming::new(futures_util::stream::iter(torn)));
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&script).start().await.unwrap();
    let mut changes = plugin.client::<KvClient>().watch(String::new()).await.unwrap();
    assert!(changes.try_next().await.unwrap().is_some());
    let error = changes.try_next().await.unwrap_err();
    assert!(matches!(error, store::KvError::TooSlow { missed: 7 }), "{error:?}");
    script.finish();
}
// endregion

// region: killed
#[tokio::test]
async fn a_killed_plugin_fails_its_calls_the_same_way_in_the_process_and_out_of_it() {
    let inside = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let within: KvClient = inside.client();
    inside.kill();

    let outside = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    let without: KvClient = outside.client();
    let pid = outside.pid().to_string();
    assert!(std::process::Command::new("kill").args(["-KILL", &pid]).status().unwrap().success());
    outside.ended().await;

    for store in [within, without] {
        let error = store.get("a".into()).await.unwrap_err();
        assert!(matches!(error.lost(), Some(CallError::PluginExited { .. })), "{error:?}");
        assert!(error.to_string().contains("signal: 9"), "{error}");
    }
}
// endregion
