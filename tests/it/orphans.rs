//! A plugin does not outlive its host, however the host ends (wire.md D8).

use std::time::Duration;

use rustix::process::Signal;

use crate::harness::PROBE;
use crate::process::{Holder, ends_within, signal, vanishes_within};

const PATIENCE: Duration = Duration::from_secs(2);

async fn kill_host_of(arguments: &[&str], variables: &[(&str, &str)]) {
    let mut holder = Holder::of(arguments, variables).await;
    signal(holder.pid(), Signal::KILL);
    holder.ended().await;
    assert!(ends_within(holder.plugin, PATIENCE).await, "the plugin lives on");
    assert!(vanishes_within(holder.directory(), PATIENCE).await, "{} is left", holder.directory().display());
}

#[tokio::test]
async fn when_the_host_is_killed_the_plugin_and_its_directory_go() {
    kill_host_of(&[PROBE], &[]).await;
}

#[tokio::test]
async fn a_plugin_whose_only_thread_is_blocked_goes_too() {
    kill_host_of(&[PROBE], &[("HOLDER_CALL", "block")]).await;
}

#[tokio::test]
async fn a_plugin_behind_a_shell_goes_too() {
    // The shell stays between the two, so the plugin's parent lives on for a while.
    let script = format!("{PROBE}; true");
    let mut holder = Holder::of(&["sh", "-c", &script], &[]).await;
    signal(holder.pid(), Signal::KILL);
    holder.ended().await;
    assert!(vanishes_within(holder.directory(), PATIENCE).await, "{} is left", holder.directory().display());
    assert!(ends_within(holder.plugin, PATIENCE).await, "the shell lives on");
}

#[tokio::test]
async fn a_thread_of_the_host_that_ends_takes_no_plugin_with_it() {
    use kv::{Kv as _, KvClient};

    use crate::harness::{command, launcher};

    // The plugin is spawned by a thread that then ends; a parent-death signal would end it here.
    let spawned = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let plugin = runtime.block_on(async { launcher(command(PROBE)).0.launch().await.unwrap() });
        (runtime, plugin)
    });
    let (runtime, plugin) = tokio::task::spawn_blocking(|| spawned.join().unwrap()).await.unwrap();
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    drop((kv, plugin));
    runtime.shutdown_background();
}
