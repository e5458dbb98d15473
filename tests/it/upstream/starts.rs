//! What a plugin is started with (wire.md §1.1).

use std::fs;
use std::io::{Seek as _, Write as _};
use std::path::Path;

use kv::{Kv as _, KvClient};
use pintle::{Code, Env, Plugin};
use rustix::process::Signal;

use crate::files::{access, groups, names, places};
use crate::harness::{PROBE, command, launcher};
use crate::process::{Holder, signal};

async fn variable(plugin: &Plugin, name: &str) -> Option<Vec<u8>> {
    match plugin.client::<KvClient>().get(format!("env:{name}")).await {
        Ok(value) => Some(value),
        Err(status) if status.code() == Code::NotFound => None,
        Err(status) => panic!("{status}"),
    }
}

// TestClient_Stdin.
#[tokio::test]
async fn a_plugin_reads_what_its_command_has_on_stdin() {
    let mut stdin = tempfile::tempfile().unwrap();
    stdin.write_all(b"hello\n").unwrap();
    stdin.rewind().unwrap();
    let mut shell = command("sh");
    shell.args(["-c", &format!("read word; [ \"$word\" = hello ] || exit 1; exec {PROBE}")]).stdin(stdin);
    let plugin = launcher(shell).0.launch().await.unwrap();
    assert_eq!(plugin.client::<KvClient>().get("version".into()).await.unwrap(), b"1");
}

// TestClient_SkipHostEnv; E9, E10.
#[tokio::test]
async fn the_hosts_variables_are_inherited_unless_that_is_not_wanted() {
    let path = std::env::var_os("PATH").map(std::ffi::OsString::into_encoded_bytes);
    assert!(path.is_some(), "the test has a variable to hand on");
    let own = Some(b"its own".to_vec());
    for (env, inherited) in [
        (Env::All, path.clone()),
        (Env::None, None),
        (Env::only(["PATH"]), path.clone()),
        (Env::only(["SOMETHING_ELSE"]), None),
    ] {
        let mut probe = command(PROBE);
        probe.env("OWN", "its own");
        let plugin = launcher(probe).0.env(env.clone()).launch().await.unwrap();
        assert_eq!(
            (variable(&plugin, "PATH").await, variable(&plugin, "OWN").await),
            (inherited, own.clone()),
            "{env:?}"
        );
    }
}

// TestSetGroup; E7, E8.
#[tokio::test]
async fn a_group_gets_a_directory_below_the_one_that_was_given() {
    for (group, number) in groups() {
        let parent = tempfile::tempdir().unwrap();
        let launched = launcher(command(PROBE)).0.socket_directory(parent.path()).socket_group(&group).launch();
        let plugin = launched.await.unwrap();
        let (socket, directory) = places(plugin.address());
        assert_eq!(directory.parent(), Some(parent.path()), "{group}");
        assert_eq!((access(&directory), access(&socket)), ((0o770, number), (0o660, number)), "{group}");
        let environment = fs::read(format!("/proc/{}/environ", plugin.pid())).unwrap();
        let told = [("DIR", directory.to_str().unwrap()), ("GROUP", &group)];
        for (variable, value) in told.map(|(name, value)| (format!("PLUGIN_UNIX_SOCKET_{name}"), value)) {
            let expected = format!("{variable}={value}").into_bytes();
            assert!(environment.split(|byte| *byte == 0).any(|entry| entry == expected), "{variable}: {group}");
        }
        plugin.shutdown().await.unwrap();
        assert_eq!(names(parent.path()), [""; 0]);
    }
}

// A gap of go-plugin's tests; E11.
#[tokio::test]
async fn what_a_host_was_told_by_its_own_host_does_not_reach_its_plugin() {
    let stale = [
        ("PLUGIN_CLIENT_CERT", "no certificate"),
        ("PLUGIN_MULTIPLEX_GRPC", "true"),
        ("PLUGIN_UNIX_SOCKET_DIR", "/no/such/directory"),
        ("PLUGIN_UNIX_SOCKET_GROUP", "no such group"),
        ("PLUGIN_PROTOCOL_VERSIONS", "77"),
        ("PINTLE_EXTENSIONS", "stale"),
    ];
    let mut holder = Holder::of_probe(&stale).await;
    let environment = fs::read(format!("/proc/{}/environ", holder.plugin)).unwrap();
    for (name, value) in stale {
        let entry = format!("{name}={value}").into_bytes();
        assert!(environment.split(|byte| *byte == 0).all(|seen| seen != entry), "{name}");
    }
    assert!(Path::new(&holder.address).exists());
    signal(holder.pid(), Signal::INT);
    holder.ended().await;
}

// A gap of go-plugin's tests; J11.
#[tokio::test]
async fn whatever_comes_on_raw_stdout_after_the_handshake_is_read_on_and_on() {
    let home = tempfile::tempdir().unwrap();
    let fifo = home.path().join("fifo");
    let made = std::process::Command::new("mkfifo").arg(&fifo).status().unwrap();
    assert!(made.success());
    // Another process has the plugin's stdout, and hands on what the test writes.
    let mut shell = command("sh");
    shell.args(["-c", &format!("cat {} & exec {PROBE}", fifo.display())]);
    let (launcher, heard) = launcher(shell);
    let plugin = launcher.launch().await.unwrap();
    let written = tokio::task::spawn_blocking(move || {
        let mut fifo = fs::OpenOptions::new().write(true).open(fifo).unwrap();
        // More than a pipe holds, in a line longer than any reader of lines takes.
        fifo.write_all(&vec![b'y'; 3 * 1024 * 1024])?;
        fifo.write_all(b"\nthe end\n")
    });
    tokio::time::timeout(std::time::Duration::from_secs(20), written).await.expect("it is drained").unwrap().unwrap();
    heard.logged(|record| record.message == "the end").await;
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
}
