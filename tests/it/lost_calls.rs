//! Calls that are under way when the plugin dies.

use std::time::{Duration, Instant};

use pintle::{CallError, Plugin};
use pintle_tests::{Store as _, StoreClient};
use rustix::process::Signal;

use crate::harness::{Heard, PROBE, command, launcher};
use crate::process::signal;

/// A plugin whose last words on stderr are known to have arrived.
async fn doomed() -> (Plugin, StoreClient, Heard) {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let store: StoreClient = plugin.client();
    let words = b"about to die\n";
    store.put("stderr".into(), words.to_vec()).await.unwrap();
    heard.stderr.at_least(words.len()).await;
    (plugin, store, heard)
}

#[tokio::test]
async fn a_pending_call_fails_at_once_with_status_and_last_lines() {
    let mut times = Vec::new();
    for _ in 0..5 {
        let (plugin, store, _heard) = doomed().await;
        let call = tokio::spawn(async move { store.put("hang".into(), Vec::new()).await });
        // The call is at the plugin once a later one has been answered.
        let later: StoreClient = plugin.client();
        later.get("version".into()).await.unwrap();
        signal(plugin.pid(), Signal::KILL);
        let start = Instant::now();
        let lost = call.await.unwrap().unwrap_err();
        times.push(start.elapsed());
        let CallError::PluginExited { last_words } = lost else { panic!("{lost:?}") };
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&last_words.status.unwrap()), Some(9));
        assert_eq!(last_words.stderr.last().map(String::as_str), Some("about to die"));
    }
    let best = times.iter().min().unwrap();
    assert!(*best < Duration::from_millis(100), "{times:?}");
}

#[tokio::test]
async fn a_call_that_ends_the_plugin_tells_its_exit_status() {
    let (_plugin, store, _heard) = doomed().await;
    let lost = store.put("exit".into(), b"3".to_vec()).await.unwrap_err();
    let CallError::PluginExited { last_words } = lost else { panic!("{lost:?}") };
    assert_eq!(last_words.status.unwrap().code(), Some(3));
}

#[tokio::test]
async fn a_call_after_the_end_fails_the_same_way() {
    let (plugin, store, _heard) = doomed().await;
    plugin.shutdown().await.unwrap();
    let lost = store.get("version".into()).await.unwrap_err();
    let CallError::PluginExited { last_words } = lost else { panic!("{lost:?}") };
    assert_eq!(last_words.status.unwrap().code(), Some(0));
}

#[tokio::test]
async fn a_dropped_call_leaves_the_plugin_well() {
    let (plugin, store, _heard) = doomed().await;
    let hang = store.put("hang".into(), Vec::new());
    assert!(tokio::time::timeout(Duration::from_millis(50), hang).await.is_err());
    assert_eq!(store.get("version".into()).await.unwrap(), b"1");
    plugin.shutdown().await.unwrap();
}
