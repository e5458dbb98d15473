//! Attaching across languages (wire.md §1.17): go-plugin's host to our plugin, ours to its, by the same JSON.

use std::process::Stdio;
use std::time::Duration;

use kv::{Kv as _, KvClient, kv as service};
use pintle::{EndedBy, Error, Multiplex, Plugin, Reattach, Security, SecurityError};
use pintle_tests::lending::{CountedAdder, Lending as _, LendingClient};
use rustix::process::Signal;
use serde_json::Value;
use tempfile::tempdir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::programs::Go;
use crate::harness::{PROBE, attacher, command, launcher};
use crate::process::{ends_within, signal};
use crate::reattach::debugging::ByHand;
use crate::started::soon;

const LONG: Duration = Duration::from_secs(20);

/// What go-plugin's host says that attaches by this configuration.
async fn go_host(go: Go, reattach: &Reattach, script: &[&str]) -> Value {
    let mut host = command(go.driver());
    host.arg("host").arg("-reattach").arg(reattach.to_string());
    host.args(script.iter().flat_map(|step| ["-do", *step]));
    let output = soon(Command::from(host).kill_on_drop(true).output()).await.unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

fn all_well(report: &Value, case: &str) {
    assert_eq!(report["error"], Value::Null, "{case}: {report}");
    for step in report["steps"].as_array().unwrap() {
        assert_eq!(step["ok"], true, "{case}: {step}");
    }
}

/// A Go program that says how to attach to a plugin on its first line.
struct Said {
    child: Child,
    _lines: Lines<BufReader<ChildStdout>>,
    line: String,
}

impl Said {
    async fn by(mut program: Command) -> Self {
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = program.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = soon(lines.next_line()).await.unwrap().unwrap();
        Self { child, _lines: lines, line }
    }

    /// A plugin in go-plugin's test mode.
    async fn test_mode(go: Go) -> (Self, Reattach) {
        let mut plugin = command(go.driver());
        plugin.arg("plugin").env("DRIVER_TEST", "1");
        let said = Self::by(plugin.into()).await;
        let reattach = said.line.parse().unwrap();
        (said, reattach)
    }

    /// A Go host that holds a plugin.
    async fn host_of(go: Go, plugin: &[&str]) -> (Self, Reattach) {
        let mut host = command(go.driver());
        host.args(["host", "-do", "reattach", "-do", "hold", "--"]).args(plugin);
        let said = Self::by(host.into()).await;
        let ready: Value = serde_json::from_str(&said.line).unwrap();
        (said, ready["steps"][0]["value"].as_str().unwrap().parse().unwrap())
    }
}

async fn attached(reattach: Reattach) -> Plugin {
    attacher(service::HANDSHAKE, reattach).0.attach().await.unwrap()
}

async fn stores(plugin: &Plugin, case: &str) {
    let kv: KvClient = plugin.client();
    kv.put("k".into(), b"from the second".to_vec()).await.unwrap();
    assert_eq!(kv.get("k".into()).await.unwrap(), b"from the second", "{case}");
    plugin.ping(LONG).await.unwrap();
}

// M1, A5, A8.
#[tokio::test]
async fn a_go_host_attaches_to_a_plugin_in_test_mode_and_leaves_it_running() {
    let Some(go) = Go::find() else { return };
    let script = ["put:k=v", "get:k", "ping", "lend:2,3", "borrow:2,3", "reattach"];
    let (reference, by_go) = Said::test_mode(go).await;
    let ours = ByHand::probe(&[]).await;
    for (case, reattach) in [("Go", &by_go), ("pintle", &ours.reattach)] {
        let report = go_host(go, reattach, &script).await;
        all_well(&report, case);
        assert_eq!(report["steps"][1]["value"], "v", "{case}");
        let back: Reattach = report["steps"][5]["value"].as_str().unwrap().parse().unwrap();
        assert_eq!((back.pid(), back.address()), (reattach.pid(), reattach.address()), "{case}");
        assert_eq!((back.version(), back.is_test()), (Some(1), true), "{case}");
        assert!(!ends_within(reattach.pid(), Duration::ZERO).await, "{case}");
    }
    // The next host brokers again, which with Go's plugin is not so (B8, A7).
    all_well(&go_host(go, &ours.reattach, &script).await, "again");
    drop(reference);
}

#[tokio::test]
async fn our_host_attaches_to_a_go_plugin_in_test_mode_and_leaves_it_running() {
    let Some(go) = Go::find() else { return };
    let (mut said, reattach) = Said::test_mode(go).await;
    assert_eq!((reattach.version(), reattach.is_test()), (Some(1), true));
    let plugin = attached(reattach.clone()).await;
    stores(&plugin, "test mode").await;
    let lending: LendingClient = plugin.client();
    let lent = CountedAdder::default();
    assert_eq!(lending.call(pintle::Callback::new(lent.clone()), 5).await.unwrap(), 5);
    assert_eq!(plugin.shutdown().await.unwrap().by, EndedBy::Nobody);
    stores(&attached(reattach.clone()).await, "again").await;
    signal(reattach.pid(), Signal::INT);
    assert!(soon(said.child.wait()).await.unwrap().success());
}

// A2, A6: Go does not tell the version.
#[tokio::test]
async fn our_host_attaches_to_what_a_go_host_has_launched_and_ends_it() {
    let Some(go) = Go::find() else { return };
    let driver = go.driver();
    let driver = driver.to_str().unwrap();
    for plugin in [&[driver, "plugin"][..], &[PROBE]] {
        let (_host, reattach) = Said::host_of(go, plugin).await;
        assert_eq!((reattach.version(), reattach.is_test()), (None, false), "{plugin:?}");
        let second = attached(reattach.clone()).await;
        stores(&second, plugin[0]).await;
        assert_eq!(second.shutdown().await.unwrap().by, EndedBy::Shutdown, "{plugin:?}");
        assert!(ends_within(reattach.pid(), LONG).await, "{plugin:?}");
    }
}

#[tokio::test]
async fn a_go_host_attaches_to_what_our_host_has_launched_and_ends_it() {
    let Some(go) = Go::find() else { return };
    for arguments in [&[go.driver().to_str().unwrap(), "plugin"][..], &[PROBE]] {
        let mut plugin = command(arguments[0]);
        plugin.args(&arguments[1..]);
        let launcher = launcher(plugin).0.security(Security::Plaintext).multiplex(Multiplex::Off);
        let first = launcher.launch().await.unwrap();
        let report = go_host(go, &first.reattach(), &["put:k=v", "get:k", "ping", "reattach"]).await;
        all_well(&report, arguments[0]);
        assert_eq!(report["exited"], true, "{report}");
        assert!(soon(first.ended()).await.ended, "{arguments:?}");
    }
}

// T13 is of go-plugin's hosts: its plugins trust the certificate of their launch for life.
#[tokio::test]
async fn saved_credentials_prove_the_next_host_to_a_go_plugin_too() {
    let Some(go) = Go::find() else { return };
    let mut plugin = command(go.driver());
    plugin.arg("plugin");
    let first = launcher(plugin).0.security(Security::MutualTls).launch().await.unwrap();
    let folder = tempdir().unwrap();
    let path = folder.path().join("credentials");
    first.save_credentials(&path).unwrap();
    let refused = attacher(service::HANDSHAKE, first.reattach()).0.attach().await.unwrap_err();
    assert!(matches!(&refused, Error::Security(SecurityError::NoCredentials { .. })), "{refused}");
    let second = attacher(service::HANDSHAKE, first.reattach()).0.credentials(&path).attach().await.unwrap();
    assert_eq!(second.tls(), first.tls());
    stores(&second, "secured").await;
    assert_eq!(second.shutdown().await.unwrap().by, EndedBy::Shutdown);
}
