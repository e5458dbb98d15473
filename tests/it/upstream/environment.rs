//! What a plugin is given: variables, a directory for its socket, and stdin (wire.md E1, E7 to E11).

use std::process::Stdio;

use kv::{Kv as _, KvClient};
use pintle::{Code, Env, Launcher, Multiplex, Security};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::Command;

use crate::files::{access, groups, places};
use crate::harness::{PROBE, command, launcher};
use crate::process::{HOLDER, Holder};
use crate::started::soon;
use crate::tls::{Identity, Profile};

// TestClient_SkipHostEnv, and U12: what is set on the command wins.
#[tokio::test]
async fn a_plugin_inherits_what_it_shall_and_its_commands_own_in_any_case() {
    let path = std::env::var("PATH").unwrap();
    std::env::var("HOME").expect("the host has one, and the command another");
    let (path, home, own) = (Some(path.as_str()), Some("/of/the/command"), Some("own"));
    let cases = [
        (Env::All, [path, home, own]),
        (Env::None, [None, home, own]),
        (Env::only(["PATH", "HOME"]), [path, home, own]),
        (Env::only(["NO_SUCH_VARIABLE"]), [None, home, own]),
    ];
    for (env, expected) in cases {
        let mut probe = command(PROBE);
        probe.env("HOME", "/of/the/command").env("PROBE_OWN", "own");
        let plugin = launcher(probe).0.env(env.clone()).launch().await.unwrap();
        let kv: KvClient = plugin.client();
        for (name, expected) in ["PATH", "HOME", "PROBE_OWN"].into_iter().zip(expected) {
            assert_eq!(variable(&kv, name).await.as_deref(), expected, "{env:?}: {name}");
        }
        assert_eq!(variable(&kv, "PLUGIN_PROTOCOL_VERSIONS").await.as_deref(), Some("1"), "{env:?}");
    }
}

async fn variable(kv: &KvClient, name: &str) -> Option<String> {
    match kv.get(format!("env:{name}")).await {
        Ok(value) => Some(String::from_utf8(value).unwrap()),
        Err(status) => {
            assert_eq!(status.code(), Code::NotFound, "{status}");
            None
        }
    }
}

// TestSetGroup {as integer, as name}.
#[tokio::test]
async fn the_directory_of_a_launch_is_where_it_was_set_to_be_and_open_to_the_group() {
    for (group, number) in groups() {
        let parent = tempfile::tempdir().unwrap();
        let launcher = launcher(command(PROBE)).0.socket_directory(parent.path()).socket_group(&group);
        let plugin = launcher.launch().await.unwrap();
        let (socket, directory) = places(plugin.address());
        assert_eq!(directory.parent(), Some(parent.path()), "{group}");
        assert_eq!((access(&directory), access(&socket)), ((0o770, number), (0o660, number)), "{group}");
        let kv: KvClient = plugin.client();
        assert_eq!(variable(&kv, "PLUGIN_UNIX_SOCKET_DIR").await.as_deref(), directory.to_str());
        assert_eq!(variable(&kv, "PLUGIN_UNIX_SOCKET_GROUP").await, Some(group));
        plugin.shutdown().await.unwrap();
        assert_eq!(std::fs::read_dir(parent.path()).unwrap().count(), 0);
    }
}

/// What a host around this one may have left behind.
const STALE: [(&str, &str); 8] = [
    ("PLUGIN_PROTOCOL_VERSIONS", "99"),
    ("PLUGIN_MIN_PORT", "many"),
    ("PLUGIN_MAX_PORT", "few"),
    ("PLUGIN_MULTIPLEX_GRPC", "banana"),
    ("PLUGIN_CLIENT_CERT", "no certificate"),
    ("PLUGIN_UNIX_SOCKET_GROUP", "no such group"),
    ("PLUGIN_UNIX_SOCKET_DIR", "/no/such/directory"),
    ("PINTLE_EXTENSIONS", "stale"),
];

// E11.
#[tokio::test]
async fn what_a_host_was_told_by_its_own_host_is_not_handed_on() {
    let holder = Holder::of_probe(&STALE).await;
    let variables = |process| String::from_utf8(std::fs::read(format!("/proc/{process}/environ")).unwrap()).unwrap();
    let (own, handed_on) = (variables(holder.pid()), variables(holder.plugin));
    for (name, value) in STALE {
        let entry = format!("{name}={value}");
        let is_in = |variables: &str| variables.split('\0').any(|variable| variable == entry);
        assert!(is_in(&own) && !is_in(&handed_on), "{entry}");
    }
}

// D6, E11: nor what somebody has set on the command.
#[tokio::test]
async fn a_certificate_of_another_launch_does_not_secure_this_one() {
    let mut probe = command(PROBE);
    probe.env("PLUGIN_CLIENT_CERT", Identity::new(Profile::P256).pem()).env("PLUGIN_MULTIPLEX_GRPC", "true");
    let plain = |launcher: Launcher| launcher.security(Security::Plaintext).multiplex(Multiplex::Off);
    let plugin = plain(launcher(probe).0).launch().await.unwrap();
    assert_eq!((plugin.tls(), plugin.is_multiplexed()), (None, false));
    let kv: KvClient = plugin.client();
    assert_eq!(variable(&kv, "PLUGIN_CLIENT_CERT").await, None);
    assert_eq!(variable(&kv, "PLUGIN_MULTIPLEX_GRPC").await, None);
}

// TestClient_Stdin.
#[tokio::test]
async fn a_plugin_reads_the_stdin_of_its_host() {
    let folder = tempfile::tempdir().unwrap();
    let heard = folder.path().join("heard");
    let mut holder = Command::from(command(HOLDER));
    holder.args(["sh", "-c", &format!("head -c 6 > {}; exec {PROBE}", heard.display())]).env("HOLDER_STDIN", "1");
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut stdin = holder.stdin.take().unwrap();
    let mut lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    stdin.write_all(b"hello\n").await.unwrap();
    let ready = soon(lines.next_line()).await.unwrap().unwrap();
    assert!(ready.starts_with("ready "), "{ready}");
    assert_eq!(std::fs::read_to_string(&heard).unwrap(), "hello\n");
    stdin.write_all(b"end\n").await.unwrap();
    let ended = soon(lines.next_line()).await.unwrap();
    assert_eq!(ended.as_deref(), Some("ended exit status: 0 after Shutdown"));
}
