//! `negotiated`, a key/value store of two versions: 2 speaks net/rpc, 3 gRPC (wire.md §1.3).

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Error, ProtocolError};

use super::{Go, output, pairs, plugins};
use crate::harness::{command, launcher};

/// Our version of the example's plugin.
const NEGOTIATED: &str = env!("CARGO_BIN_EXE_negotiated");

/// What either plugin makes of it.
const WORLD: &str = "world\n\nWritten from plugin version 3\nRead by plugin version 3\n";

#[test]
fn go_plugins_example_host_agrees_with_our_plugin_on_its_version() {
    let Some(go) = Go::find() else { return };
    for (example, plugin, case) in pairs(go, "negotiated", NEGOTIATED) {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| output(host(&example, &plugin, folder.path(), "grpc").args(arguments));
        assert_eq!(run(&["put", "hello", "world"]), (Some(0), String::new()), "{case}");
        assert_eq!(run(&["get", "hello"]), (Some(0), format!("{WORLD}\n")), "{case}");
    }
}

#[test]
fn go_plugins_example_host_hears_that_our_plugin_has_no_version_for_net_rpc() {
    let Some(go) = Go::find() else { return };
    for example in go.examples("negotiated") {
        let folder = tempfile::tempdir().unwrap();
        let mut host = host(&example.host, Path::new(NEGOTIATED), folder.path(), "netrpc");
        let (status, told) = output(host.args(["get", "hello"]));
        // V5, V7: the plugin answers with its lowest.
        let words = "Incompatible API version with plugin. Plugin version: 1, Client versions: [2]";
        assert_eq!(status, Some(1), "{}: {told}", example.version);
        assert!(told.to_lowercase().contains(&words.to_lowercase()), "{}: {told}", example.version);
    }
}

#[tokio::test]
async fn our_host_agrees_with_go_plugins_example_plugin_on_its_version() {
    let Some(go) = Go::find() else { return };
    for (plugin, case) in plugins(go, "negotiated", NEGOTIATED) {
        for offered in [&[3][..], &[2, 3]] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = command(&plugin);
            command.current_dir(&folder);
            let running = launcher(command).0.versions(offered.iter().copied()).launch().await.unwrap();
            assert_eq!(running.version(), 3, "{case} (V4)");
            let kv: KvClient = running.client();
            kv.put("hello".to_owned(), b"world".to_vec()).await.unwrap();
            assert_eq!(kv.get("hello".to_owned()).await.unwrap(), WORLD.as_bytes(), "{case}");
            let exit = running.shutdown().await.unwrap();
            assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{case}");
        }
    }
}

#[tokio::test]
async fn our_host_refuses_the_version_that_speaks_net_rpc() {
    let Some(go) = Go::find() else { return };
    for example in go.examples("negotiated") {
        let refused = launcher(command(&example.plugin)).0.versions([2]).launch().await.unwrap_err();
        let Error::Protocol(ProtocolError::NotGrpc { seen }) = &refused else {
            panic!("{}: {refused}", example.version)
        };
        assert_eq!(seen, "netrpc", "{} (L9)", example.version);
    }
}

/// The example's host, which runs `./kv-plugin`.
fn host(example: &Path, plugin: &Path, folder: &Path, protocol: &str) -> Command {
    let name = folder.join("kv-plugin");
    if !name.exists() {
        symlink(plugin, name).unwrap();
    }
    let mut host = command(example);
    host.current_dir(folder).env("KV_PROTO", protocol);
    host
}
