//! Signals, as a terminal and a system send them (wire.md D7).

use kv::{Kv as _, KvClient};
use rustix::process::{Signal, kill_process_group};

use crate::harness::{PROBE, command, launcher};
use crate::process::{Holder, pid, signal};

#[tokio::test]
async fn after_ctrl_c_the_host_ends_its_plugin_in_order() {
    let mut holder = Holder::of_probe(&[]).await;
    // A terminal sends SIGINT to the whole group: the plugin gets it too.
    kill_process_group(pid(holder.pid()), Signal::INT).unwrap();
    assert_eq!(holder.line().await, "ended exit status: 0 after Shutdown");
    assert!(holder.ended().await.success());
}

#[tokio::test]
async fn a_plugin_ignores_sigint() {
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    signal(plugin.pid(), Signal::INT);
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn sigterm_ends_a_plugin_gracefully() {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("stdout".into(), b"last".to_vec()).await.unwrap();
    signal(plugin.pid(), Signal::TERM);
    let last_words = plugin.ended().await;
    assert_eq!(last_words.status.unwrap().code(), Some(0));
    assert_eq!(heard.stdout.at_least(4).await, b"last");
}
