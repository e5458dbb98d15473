//! Servers under test: in this process or in their own, gone when the test is.

#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::zombie_processes, reason = "one test makes one, to see that it is told")]

use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pintle::testing::{self, HookEnd, InProcess, Recorder, State};
use pintle::{Address, EndReason, Lifetime, Server, Transport};
use store::{Kv, KvClient, KvServer, Memory, kv};

// region: managed
#[tokio::test]
async fn a_server_on_a_real_socket_is_ready_on_return_and_gone_after_its_end() {
    let plugin = InProcess::service(KvServer::new(Memory::default())).listen(Transport::Unix).start().await.unwrap();
    assert_eq!(plugin.state(), State::Serving);
    let Some(Address::Unix(socket)) = plugin.address().cloned() else { panic!("{plugin:?}") };
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();

    let ended = plugin.shutdown().await.unwrap();
    assert_eq!((plugin.state(), ended.reason), (State::Ended, Some(EndReason::Asked)));
    assert!(!socket.exists());
}
// endregion

// region: hook
#[tokio::test]
async fn a_server_writes_everything_down_before_it_ends() {
    let written = Arc::new(AtomicBool::new(false));
    let write = Arc::clone(&written);
    let server = Server::new(kv::HANDSHAKE)
        .serve(1, KvServer::new(Memory::default()))
        .on_shutdown(async move |_| write.store(true, Ordering::Relaxed));

    let plugin = InProcess::of(server).start().await.unwrap();
    assert_eq!(plugin.shutdown().await.unwrap().hook, HookEnd::Finished);
    assert!(written.load(Ordering::Relaxed));
}
// endregion

// region: recorded
#[tokio::test]
async fn what_a_server_was_asked_is_recorded() {
    let recorder = Recorder::of::<KvClient>();
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&recorder).start().await.unwrap();
    let store: KvClient = plugin.client();
    store.put("a".into(), vec![1]).await.unwrap();
    store.remove("b".into()).await.unwrap_err();

    let calls = recorder.wait_for(2).await;
    assert_eq!(recorder.methods(), ["Put", "Remove"]);
    assert_eq!(calls[0].argument::<Vec<u8>>("value"), [1]);
    assert_eq!(calls[1].code(), Some(pintle::Code::NotFound));
}
// endregion

// region: process
#[tokio::test]
async fn a_process_leaves_nothing_behind() {
    let plugin = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
    // It panics where a process, a zombie, a socket or a directory is left.
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn a_process_that_nobody_ends_is_killed_with_its_test() {
    let plugin = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    let (pid, store) = (plugin.pid(), plugin.client::<KvClient>());
    drop(plugin);
    let error = store.get("a".into()).await.unwrap_err();
    assert!(matches!(error.lost(), Some(pintle::CallError::PluginExited { .. })), "process {pid}: {error:?}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[should_panic(expected = "the plugin left something behind:\n  process ")]
async fn a_process_that_leaves_something_behind_is_told() {
    let plugin = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    // In the plugin's process group, and nobody waits for it: it becomes a zombie.
    let group = group_of(plugin.pid());
    let _zombie = Command::new("sleep").arg("60").process_group(group).spawn().unwrap();
    plugin.shutdown().await.unwrap();
}

/// The fifth field of `7 (name) S 1 7 …`.
fn group_of(pid: u32) -> i32 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    stat.rsplit_once(')').unwrap().1.split_whitespace().nth(2).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_launcher_of_ones_own_is_held_to_the_same() {
    let command = Command::new(env!("CARGO_BIN_EXE_store-plugin"));
    let launcher = pintle::Launcher::new(kv::HANDSHAKE, command).lifetime(Lifetime::Host);
    let plugin = testing::launched(launcher.security(pintle::Security::Plaintext)).await.unwrap();
    assert!(plugin.tls().is_none());
    plugin.shutdown().await.unwrap();
}
// endregion

// region: cargo
#[tokio::test]
async fn a_program_of_any_package_is_built_and_found() {
    let program = testing::cargo_bin("store", "store-plugin").await.unwrap();
    let plugin = testing::program(kv::HANDSHAKE, program).await.unwrap();
    plugin.shutdown().await.unwrap();
    let error = testing::cargo_bin("store", "no-such-plugin").await.unwrap_err();
    assert_eq!(error.code(), "transport.not_built");
    assert!(error.to_string().contains("no-such-plugin"), "{error}");
}
// endregion
