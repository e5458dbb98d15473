//! A plugin's last moments: calls and their callbacks, its own hook, the shutdown file, and its host's absence.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use pintle::{CallError, Callback, EndedBy, Lifetime, Multiplex, Plugin};
use pintle_tests::life::{Life as _, LifeClient, Witness, WitnessClient, life};
use rustix::process::Signal;
use tokio::time::timeout;

use crate::harness::{BROKEN, LIFE, command, launcher_with};
use crate::process::{ends_within, signal, vanishes_within};

const LONG: Duration = Duration::from_secs(20);

/// Says that it is time once the plugin has been told to end, and has asked again since.
#[derive(Clone, Default)]
struct Clock {
    told: Arc<AtomicBool>,
    asked_since: Arc<AtomicU32>,
}

impl Witness for Clock {
    async fn is_time(&self) -> Result<bool, CallError> {
        if !self.told.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
            return Ok(false);
        }
        Ok(self.asked_since.fetch_add(1, Ordering::SeqCst) >= 10)
    }
}

async fn launch(variables: &[(&str, &Path)], multiplex: Multiplex) -> (Plugin, LifeClient) {
    let mut command = command(LIFE);
    command.envs(variables.iter().copied());
    let plugin = launcher_with(life::HANDSHAKE, command).0.multiplex(multiplex).launch().await.unwrap();
    let life = plugin.client();
    (plugin, life)
}

#[tokio::test]
async fn a_call_in_flight_finishes_with_the_callbacks_that_it_makes() {
    for multiplex in [Multiplex::Auto, Multiplex::Off] {
        let (plugin, life) = launch(&[], multiplex).await;
        let clock = Clock::default();
        let lent: Callback<WitnessClient> = Callback::new(clock.clone());
        let call = tokio::spawn(async move { life.linger(lent).await });
        let ended = tokio::spawn({
            let (plugin, clock) = (plugin.clone(), clock.clone());
            async move {
                clock.told.store(true, Ordering::SeqCst);
                plugin.shutdown().await
            }
        });
        let asked = timeout(LONG, call).await.unwrap().unwrap().unwrap();
        assert!(asked >= 10, "{asked}");
        assert_eq!(ended.await.unwrap().unwrap().by, EndedBy::Shutdown);
    }
}

#[tokio::test]
async fn the_hook_runs_however_the_plugin_is_ended() {
    let directory = tempfile::tempdir().unwrap();
    let (told, file) = (directory.path().join("told"), directory.path().join("end"));
    let read = || std::fs::read_to_string(&told).unwrap();

    let (plugin, _) = launch(&[("LIFE_HOOK", &told)], Multiplex::Auto).await;
    assert_eq!(plugin.shutdown().await.unwrap().by, EndedBy::Shutdown);
    assert_eq!(read(), "Asked true\n");

    let (plugin, _) = launch(&[("LIFE_HOOK", &told)], Multiplex::Auto).await;
    signal(plugin.pid(), Signal::TERM);
    assert_eq!(timeout(LONG, plugin.ended()).await.unwrap().status.unwrap().code(), Some(0));
    assert_eq!(read(), "Terminated true\n");

    let (plugin, _) = launch(&[("LIFE_HOOK", &told), ("LIFE_FILE", &file)], Multiplex::Auto).await;
    std::fs::write(&file, "").unwrap();
    assert_eq!(timeout(LONG, plugin.ended()).await.unwrap().status.unwrap().code(), Some(0));
    assert_eq!(read(), "ShutdownFile true\n");
    assert!(!file.exists());
}

// A Go host kills after two seconds, whatever the plugin has left to do.
#[tokio::test]
async fn a_plugin_that_needs_longer_than_two_seconds_has_them_where_its_host_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let told = directory.path().join("told");
    let fifo = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mknodat(rustix::fs::CWD, &told, rustix::fs::FileType::Fifo, fifo, 0).unwrap();
    let mut command = command(LIFE);
    command.env("LIFE_HOOK", &told);
    let patient = launcher_with(life::HANDSHAKE, command).0.shutdown_timeout(LONG);
    let plugin = patient.launch().await.unwrap();
    let ended = tokio::spawn({
        let plugin = plugin.clone();
        async move { plugin.shutdown().await }
    });
    // Time is what this is about. The hook writes once somebody reads.
    tokio::time::sleep(Duration::from_millis(2500)).await;
    let read = tokio::task::spawn_blocking(move || std::fs::read_to_string(told));
    assert_eq!(read.await.unwrap().unwrap(), "Asked true\n");
    assert_eq!(ended.await.unwrap().unwrap().by, EndedBy::Shutdown);
}

#[tokio::test]
async fn the_shutdown_file_may_be_named_by_the_environment() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("end");
    let (plugin, _) = launch(&[("PLUGIN_SHUTDOWN_FILE_PATH", &file)], Multiplex::Auto).await;
    std::fs::write(&file, "").unwrap();
    assert_eq!(timeout(LONG, plugin.ended()).await.unwrap().status.unwrap().code(), Some(0));
}

#[tokio::test]
async fn a_daemon_outlives_its_handle_and_nobody_else_does() {
    for lifetime in [Lifetime::Host, Lifetime::Daemon] {
        let launcher = launcher_with(life::HANDSHAKE, command(LIFE)).0;
        let plugin = launcher.lifetime(lifetime).launch().await.unwrap();
        let (pid, address) = (plugin.pid(), plugin.address().to_string());
        let directory = Path::new(&address).parent().unwrap();
        drop(plugin);
        if lifetime == Lifetime::Daemon {
            assert!(!ends_within(pid, Duration::from_millis(500)).await);
            signal(pid, Signal::TERM);
        }
        assert!(ends_within(pid, LONG).await);
        assert!(vanishes_within(directory, LONG).await);
    }
}

#[tokio::test]
async fn a_daemon_that_fails_its_start_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pid");
    let mut mute = command("sh");
    mute.arg("-c").arg(format!("echo $$ > {}; exec {BROKEN} silent", file.display()));
    let sockets = tempfile::tempdir().unwrap();
    let launcher = launcher_with(life::HANDSHAKE, mute).0.lifetime(Lifetime::Daemon).socket_directory(sockets.path());
    launcher.start_timeout(Duration::from_millis(300)).launch().await.unwrap_err();
    let pid: u32 = std::fs::read_to_string(&file).unwrap().trim().parse().unwrap();
    assert!(ends_within(pid, LONG).await);
    assert_eq!(std::fs::read_dir(sockets.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn what_a_plugin_has_started_ends_with_it() {
    use crate::harness::{PROBE, launcher};
    use kv::{Kv as _, KvClient};
    for kill in [true, false] {
        let plugin = launcher(command(PROBE)).0.launch().await.unwrap();
        let kv: KvClient = plugin.client();
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("pid");
        let script = format!("trap '' TERM; sleep 1000 & echo $! > {}", file.display());
        kv.put("child".into(), script.into_bytes()).await.unwrap();
        let grandchild: u32 = std::fs::read_to_string(&file).unwrap().trim().parse().unwrap();
        match kill {
            true => signal(plugin.pid(), Signal::KILL),
            false => _ = plugin.shutdown().await.unwrap(),
        }
        assert!(ends_within(grandchild, LONG).await);
    }
}
