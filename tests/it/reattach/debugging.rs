//! A plugin that a person runs, in a debugger perhaps, and a host that attaches to it where its environment says so.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{Address, Reattach};
use rustix::process::Signal;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use super::{altered, attach};
use crate::harness::{PROBE, command, launcher};
use crate::process::{ends_within, signal};
use crate::started::soon;

pub const IMPATIENT: &str = env!("CARGO_BIN_EXE_impatient");

/// A plugin that runs by hand, and what it says on its stdout.
pub struct ByHand {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub reattach: Reattach,
    /// The line for a shell.
    pub export: String,
}

impl ByHand {
    pub async fn probe(variables: &[(&str, &str)]) -> Self {
        let mut probe = Command::from(command(PROBE));
        probe.env_remove("BASIC_PLUGIN").env("PINTLE_DEBUG", "1").envs(variables.iter().copied());
        probe.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = probe.spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reattach: Reattach = soon(lines.next_line()).await.unwrap().unwrap().parse().unwrap();
        let export = loop {
            let line = soon(lines.next_line()).await.unwrap().unwrap();
            if line.starts_with("export ") {
                break line;
            }
        };
        assert_eq!(soon(lines.next_line()).await.unwrap().as_deref(), Some(""));
        Self { child, lines, reattach, export }
    }

    async fn line(&mut self) -> String {
        soon(self.lines.next_line()).await.unwrap().unwrap()
    }

    fn socket(&self) -> PathBuf {
        let Address::Unix(socket) = self.reattach.address() else { panic!("{}", self.reattach) };
        socket.clone()
    }
}

/// The impatient host with this line before it in its shell: what it says until it is ready, and at its end.
async fn impatient(before: &str) -> Vec<String> {
    let mut shell = Command::from(command("sh"));
    shell.args(["-c", &format!("{before}\nexec \"$0\" /no/such/plugin"), IMPATIENT]).env_remove("PINTLE_REATTACH");
    let output = soon(shell.kill_on_drop(true).output()).await.unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_host_attaches_to_the_plugin_that_a_person_runs_and_nothing_is_hurried() {
    let mut plugin = ByHand::probe(&[]).await;
    assert!(plugin.reattach.is_test());
    assert_eq!(Some(plugin.reattach.pid()), plugin.child.id());
    for _ in 0..2 {
        let attached = format!("attached to {}", plugin.reattach.pid());
        let said = impatient(&plugin.export).await;
        assert_eq!(said, [&attached, "in time", "in time", "ready", "runs on"]);
        // What it prints is its own.
        assert_eq!(plugin.line().await, "printed");
    }
    // The same host has no patience with one that it launches itself.
    let said = impatient("").await;
    assert!(said[0].contains("there is no program /no/such/plugin"), "{said:?}");
}

#[tokio::test]
async fn it_lends_borrows_and_ends_at_ctrl_c_with_its_socket() {
    use pintle_tests::lending::{Adder as _, CountedAdder, Lending as _, LendingClient};
    for transport in [&[][..], &[("PROBE_TCP", "1")]] {
        let mut plugin = ByHand::probe(transport).await;
        let (attached, _) = attach(plugin.reattach.clone()).await.unwrap();
        let lending: LendingClient = attached.client();
        let lent = CountedAdder::default();
        assert_eq!(lending.call(pintle::Callback::new(lent.clone()), 7).await.unwrap(), 7);
        assert_eq!(lent.calls(), 7);
        assert_eq!(lending.lend().await.unwrap().add(40, 2).await.unwrap(), 42);
        signal(plugin.reattach.pid(), Signal::INT);
        let status = soon(plugin.child.wait()).await.unwrap();
        assert_eq!(status.code(), Some(0));
        soon(attached.ended()).await;
        if transport.is_empty() {
            assert!(!plugin.socket().parent().is_some_and(Path::exists), "{}", plugin.reattach);
        }
    }
}

#[tokio::test]
async fn the_newest_version_is_served_and_known() {
    let plugin = ByHand::probe(&[("DRIVER_VERSIONS", "1,3,2")]).await;
    assert_eq!(plugin.reattach.version(), Some(3));
    let refused = attach(plugin.reattach.clone()).await.err().unwrap();
    assert_eq!(refused.code(), "protocol.version");
    let asked = ByHand::probe(&[("DRIVER_VERSIONS", "1,3,2"), ("PLUGIN_PROTOCOL_VERSIONS", "2,1")]).await;
    assert_eq!(asked.reattach.version(), Some(2));
}

#[tokio::test]
async fn a_host_that_launches_comes_before_a_person() {
    let mut probe = command(PROBE);
    probe.env("PINTLE_DEBUG", "1");
    let plugin = launcher(probe).0.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
}

#[test]
fn a_word_that_says_neither_yes_nor_no_is_told() {
    let output = command(PROBE).env_remove("BASIC_PLUGIN").env("PINTLE_DEBUG", "banana").output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(1), &b""[..]));
    assert!(told.contains("PINTLE_DEBUG is \"banana\"") && told.contains("config.invalid"), "{told}");
}

#[tokio::test]
async fn a_variable_that_names_no_plugins_is_told_and_nothing_launched() {
    let plugin = ByHand::probe(&[]).await;
    let bare = plugin.reattach.to_string();
    let cases = [
        "banana".to_owned(),
        "[]".to_owned(),
        bare.clone(),
        format!(r#"{{"BASIC_PLUGIN":{}}}"#, &bare[1..]),
        format!(r#"{{"OTHER":{}}}"#, bare.replace("grpc", "netrpc")),
        format!(r#"{{"BASIC_PLUGIN":{}}}"#, bare.replace(&plugin.reattach.pid().to_string(), "0")),
    ];
    for value in cases {
        let said = impatient(&format!("export PINTLE_REATTACH='{value}'")).await.join("\n");
        assert!(said.contains("config.reattach") && said.contains("PINTLE_DEBUG=1"), "{value}: {said}");
    }
    // Others are none of its business, and nothing is nothing.
    for value in ["", "{}", &format!(r#"{{"OTHER_PLUGIN":{bare}}}"#)] {
        let said = impatient(&format!("export PINTLE_REATTACH='{value}'")).await.join("\n");
        assert!(said.contains("transport.program_not_found"), "{value}: {said}");
    }
}

#[tokio::test]
async fn a_variable_from_yesterday_says_that_the_plugin_is_gone() {
    let mut plugin = ByHand::probe(&[]).await;
    plugin.child.kill().await.unwrap();
    assert!(ends_within(plugin.reattach.pid(), Duration::ZERO).await);
    let said = impatient(&plugin.export).await.join("\n");
    assert!(said.contains("transport.process_not_found"), "{said}");
}

#[tokio::test]
async fn whoever_wrote_the_variable_the_plugin_is_left_to_its_owner() {
    let plugin = ByHand::probe(&[]).await;
    let owned = altered(&plugin.reattach, r#""Test":true"#, r#""Test":false"#);
    let said = impatient(&format!(r#"export PINTLE_REATTACH='{{"BASIC_PLUGIN":{owned}}}'"#)).await;
    assert_eq!(said.last().map(String::as_str), Some("runs on"));
    attach(plugin.reattach.clone()).await.unwrap();
}

// A1, TestClient_secureConfigAndReattach.
#[tokio::test]
async fn a_host_that_checks_its_plugin_attaches_to_none() {
    let plugin = ByHand::probe(&[]).await;
    let checksum = format!("export IMPATIENT_CHECKSUM=sha256:{}", "0".repeat(64));
    let said = impatient(&format!("{}\n{checksum}", plugin.export)).await.join("\n");
    assert!(said.contains("config.not_checked") && said.contains(&plugin.reattach.pid().to_string()), "{said}");
    // Where the variable names another plugin, there is one to be checked, for which a host without patience has no time.
    let other = plugin.export.replace("BASIC_PLUGIN", "OTHER_PLUGIN");
    let said = impatient(&format!("{other}\n{checksum}")).await.join("\n");
    assert!(said.contains("/no/such/plugin") && !said.contains("not_checked"), "{said}");
    attach(plugin.reattach.clone()).await.unwrap();
}
