//! `grpc`, a key/value store. Both ends set one version in the old way, without a list (wire.md V2, V4).

use std::path::Path;
use std::process::Command;

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Security};

use super::{Go, output, pairs, plugins};
use crate::harness::{command, launcher};

/// Our version of the example's plugin.
const DISK: &str = env!("CARGO_BIN_EXE_disk");

#[test]
fn go_plugins_example_host_takes_our_plugin_for_its_own() {
    let Some(go) = Go::find() else { return };
    for (example, plugin, case) in pairs(go, "grpc", DISK) {
        let (writer, missing) = writer(&plugin);
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| output(host(&example, &plugin).current_dir(&folder).args(arguments));
        assert_eq!(run(&["put", "hello", "world"]), (Some(0), String::new()), "{case}");
        let value = format!("world\n\nWritten from {writer}\n");
        assert_eq!(run(&["get", "hello"]), (Some(0), value), "{case}");
        let failed = format!("error: rpc error: code = Unknown desc = {missing}\n");
        assert_eq!(run(&["get", "other"]), (Some(1), failed), "{case}");
    }
}

#[tokio::test]
async fn our_host_takes_go_plugins_example_plugin_for_its_own() {
    let Some(go) = Go::find() else { return };
    for (plugin, case) in plugins(go, "grpc", DISK) {
        for security in [Security::Plaintext, Security::MutualTls] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = command(&plugin);
            command.current_dir(&folder);
            let running = launcher(command).0.security(security).launch().await.unwrap();
            let kv: KvClient = running.client();
            kv.put("hello".to_owned(), b"world".to_vec()).await.unwrap();
            let value = String::from_utf8(kv.get("hello".to_owned()).await.unwrap()).unwrap();
            assert_eq!(value, format!("world\n\nWritten from {}", writer(&plugin).0), "{case} {security:?}");
            let exit = running.shutdown().await.unwrap();
            assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{case} {security:?}");
        }
    }
}

/// What a plugin adds to each value, and its words for a missing one.
fn writer(plugin: &Path) -> (&'static str, &'static str) {
    if plugin == Path::new(DISK) {
        ("pintle", "No such file or directory (os error 2)")
    } else {
        ("plugin-go-grpc", "open kv_other: no such file or directory")
    }
}

/// The example's host, which runs its plugin through a shell.
fn host(example: &Path, plugin: &Path) -> Command {
    let mut host = command(example);
    // Where a call fails it ends without its plugin: a Go one would stay for ever.
    host.env("KV_PLUGIN", format!("timeout 60 {}", plugin.display())).env("KV_PROTO", "grpc");
    host
}
