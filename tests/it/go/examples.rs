//! go-plugin's own `grpc` example, host and plugin, as they are: against each other, and each against ours. Both set
//! one version in the old way, without a list (wire.md V2, V4).

use std::path::Path;
use std::process::{Command, Output};

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Security};

use super::programs::Go;
use crate::harness::{command, launcher};

/// Our version of the example's plugin.
const DISK: &str = env!("CARGO_BIN_EXE_disk");

#[test]
fn go_plugins_example_host_takes_our_plugin_for_its_own() {
    let Some(go) = Go::find() else { return };
    let example = go.example_plugin();
    let plugins = [
        (example.as_path(), "plugin-go-grpc", "open kv_other: no such file or directory"),
        (Path::new(DISK), "pintle", "No such file or directory (os error 2)"),
    ];
    for (plugin, writer, missing) in plugins {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| output(host(go, plugin).current_dir(&folder).args(arguments));
        assert_eq!(run(&["put", "hello", "world"]), (Some(0), String::new()), "{writer}");
        let value = format!("world\n\nWritten from {writer}\n");
        assert_eq!(run(&["get", "hello"]), (Some(0), value), "{writer}");
        let failed = format!("error: rpc error: code = Unknown desc = {missing}\n");
        assert_eq!(run(&["get", "other"]), (Some(1), failed), "{writer}");
    }
}

#[tokio::test]
async fn our_host_takes_go_plugins_example_plugin_for_its_own() {
    let Some(go) = Go::find() else { return };
    let example = go.example_plugin();
    for (plugin, writer) in [(example.as_path(), "plugin-go-grpc"), (Path::new(DISK), "pintle")] {
        for security in [Security::Plaintext, Security::MutualTls] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = command(plugin);
            command.current_dir(&folder);
            let plugin = launcher(command).0.security(security).launch().await.unwrap();
            let kv: KvClient = plugin.client();
            kv.put("hello".to_owned(), b"world".to_vec()).await.unwrap();
            let value = kv.get("hello".to_owned()).await.unwrap();
            assert_eq!(String::from_utf8(value).unwrap(), format!("world\n\nWritten from {writer}"), "{security:?}");
            let exit = plugin.shutdown().await.unwrap();
            assert_eq!((exit.status.code(), exit.by), (Some(0), EndedBy::Shutdown), "{writer} {security:?}");
        }
    }
}

/// The example's host, which runs its plugin through a shell.
fn host(go: Go, plugin: &Path) -> Command {
    let mut host = command(go.example_host());
    host.env("KV_PLUGIN", plugin).env("KV_PROTO", "grpc");
    host
}

/// The exit status, and what was printed on stdout.
fn output(host: &mut Command) -> (Option<i32>, String) {
    let Output { status, stdout, .. } = host.output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap())
}
