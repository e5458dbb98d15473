//! A plugin does not outlive its host, however the host ends (wire.md D8).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use rustix::process::Signal;

use crate::go::Go;
use crate::harness::{PROBE, command};
use crate::process::{HOLDER, Holder, ends_within, signal, vanishes_within};

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

/// Hosts that are killed, each at a moment of its own: while it launches, or soon after.
#[tokio::test]
async fn a_host_that_is_killed_at_any_moment_leaves_no_orphan_and_the_next_one_no_directory() {
    const HOSTS: u64 = 100;
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().to_str().unwrap();
    let go = Go::find().map(|go| go.driver());
    let mut rng = fastrand::Rng::with_seed(20);
    for _ in 0..HOSTS / 10 {
        let hosts = (0..10).map(|number| {
            let plugin: Vec<OsString> = match &go {
                Some(go) if number % 2 == 0 => vec![go.into(), "plugin".into()],
                _ => vec![PROBE.into()],
            };
            let moment = Duration::from_micros(rng.u64(0..60_000));
            killed_after(moment, plugin, folder.path().to_owned())
        });
        futures_util::future::join_all(hosts).await;
    }
    let orphans = async {
        while mentions(home) > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, orphans).await.is_ok(), "{} processes live on", mentions(home));
    let next = Holder::of_probe(&[("TMPDIR", home), ("XDG_RUNTIME_DIR", "")]).await;
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left, [next.directory()]);
}

/// A moment is what this is about, so it is slept for.
async fn killed_after(moment: Duration, plugin: Vec<OsString>, home: PathBuf) {
    let mut host = tokio::process::Command::from(command(HOLDER));
    host.args(plugin).env("TMPDIR", home).env_remove("XDG_RUNTIME_DIR").stdin(Stdio::piped()).stdout(Stdio::null());
    let mut host = host.spawn().unwrap();
    tokio::time::sleep(moment).await;
    host.kill().await.unwrap();
}

/// How many processes were started with this in their words or their environment.
fn mentions(home: &str) -> usize {
    let processes = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let others = processes.filter(|path| {
        let number = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok());
        number.is_some_and(|number| number != std::process::id())
    });
    let says = |path: &Path, file| {
        let bytes = std::fs::read(path.join(file)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains(home)
    };
    others.filter(|path| says(path, "environ") || says(path, "cmdline")).count()
}

#[tokio::test]
async fn a_thread_of_the_host_that_ends_takes_no_plugin_with_it() {
    use kv::{Kv as _, KvClient};

    use crate::harness::launcher;

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
