//! How a plugin ends: asked, told, forced, or dropped (wire.md D1–D4, K1–K3).

use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Plugin};
use rustix::process::Signal;

use crate::harness::{PROBE, command, launcher};
use crate::process::{ends_within, signal};

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(10);

async fn impatient() -> Plugin {
    let (launcher, _) = launcher(command(PROBE));
    launcher.shutdown_timeout(SHORT).terminate_timeout(SHORT).launch().await.unwrap()
}

#[tokio::test]
async fn a_frozen_plugin_is_killed_on_time() {
    let plugin = impatient().await;
    signal(plugin.pid(), Signal::STOP);
    let exit = tokio::time::timeout(LONG, plugin.shutdown()).await.unwrap().unwrap();
    assert_eq!(exit.by, EndedBy::Kill);
}

#[tokio::test]
async fn a_plugin_whose_only_thread_is_blocked_is_killed_on_time() {
    let plugin = impatient().await;
    let kv: KvClient = plugin.client();
    assert!(tokio::time::timeout(SHORT, kv.put("block".into(), Vec::new())).await.is_err());
    let exit = tokio::time::timeout(LONG, plugin.shutdown()).await.unwrap().unwrap();
    assert_eq!(exit.by, EndedBy::Kill);
}

#[tokio::test]
async fn a_plugin_that_cannot_be_asked_is_told() {
    let (launcher, _) = launcher(command(PROBE));
    // No time at all for Shutdown: the step after it must do.
    let plugin = launcher.shutdown_timeout(Duration::ZERO).terminate_timeout(LONG).launch().await.unwrap();
    let exit = plugin.shutdown().await.unwrap();
    assert!(matches!(exit.by, EndedBy::Terminate | EndedBy::Shutdown), "{exit}");
    assert_eq!(exit.code(), Some(0));
}

#[tokio::test]
async fn a_grandchild_that_holds_the_pipes_holds_nothing_up() {
    let plugin = impatient().await;
    let kv: KvClient = plugin.client();
    kv.put("child".into(), b"sleep 30 & echo $! > /dev/null".to_vec()).await.unwrap();
    let exit = tokio::time::timeout(LONG, plugin.shutdown()).await.unwrap().unwrap();
    assert!(exit.by <= EndedBy::Terminate, "{exit}");
}

// D2: what has left the process group holds the host's own pipes, and nobody ends it.
#[tokio::test]
async fn pipes_that_outlive_the_plugin_hold_nothing_up() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("pid");
    let mut shell = command("sh");
    let stray = format!("setsid sh -c 'echo $$ > {0}.new; mv {0}.new {0}; exec sleep 60' &", file.display());
    shell.args(["-c", &format!("{stray} while [ ! -e {} ]; do sleep 0.01; done; exec {PROBE}", file.display())]);
    let plugin = launcher(shell).0.launch().await.unwrap();
    let stray: u32 = std::fs::read_to_string(&file).unwrap().trim().parse().unwrap();
    let exit = tokio::time::timeout(LONG, plugin.shutdown()).await.unwrap().unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
    signal(stray, Signal::KILL);
}

#[tokio::test]
async fn a_call_in_flight_may_finish_for_the_time_of_grace() {
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    assert!(tokio::time::timeout(SHORT, kv.put("hang".into(), Vec::new())).await.is_err());
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
}

#[tokio::test]
async fn ending_twice_and_after_the_end_tells_the_same_status() {
    let plugin = impatient().await;
    let (one, other) = tokio::join!(plugin.shutdown(), plugin.shutdown());
    let third = plugin.shutdown().await.unwrap();
    assert_eq!((one.unwrap().status, other.unwrap().status), (third.status, third.status));
    assert_eq!(third.by, EndedBy::Itself);
}

#[tokio::test]
async fn dropping_the_last_handle_ends_the_plugin() {
    let plugin = impatient().await;
    let kv: KvClient = plugin.client();
    let pid = plugin.pid();
    drop(plugin);
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    drop(kv);
    assert!(ends_within(pid, LONG).await);
}

#[test]
fn a_plugin_dropped_after_its_runtime_is_gone_too() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let plugin = runtime.block_on(impatient());
    let pid = plugin.pid();
    drop(runtime);
    drop(plugin);
    let other = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    assert!(other.block_on(ends_within(pid, LONG)));
}

#[tokio::test]
async fn a_living_plugin_answers_a_ping_and_a_frozen_one_does_not() {
    let plugin = impatient().await;
    plugin.ping(LONG).await.unwrap();
    signal(plugin.pid(), Signal::STOP);
    let silent = plugin.ping(SHORT).await.unwrap_err();
    assert!(silent.to_string().contains("did not answer within"), "{silent}");
}
