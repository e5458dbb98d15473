//! `bidirectional`, numbers that grow: the plugin keeps them, and the host adds them, over the broker (wire.md §1.12).

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use pintle::{Callback, EndedBy, Security, Status};
use pintle_tests::counter::{AddHelper, Counter as _, CounterClient, counter};

use super::{Go, output, pairs, plugins};
use crate::harness::{command, launcher_with};

/// Our version of the example's plugin.
const COUNTER: &str = env!("CARGO_BIN_EXE_counter");

#[test]
fn go_plugins_example_host_adds_for_our_plugin() {
    let Some(go) = Go::find() else { return };
    for (example, plugin, case) in pairs(go, "bidirectional", COUNTER) {
        let folder = tempfile::tempdir().unwrap();
        let run = |arguments: &[&str]| output(host(&example, &plugin).current_dir(&folder).args(arguments));
        assert_eq!(run(&["put", "a", "1"]), (Some(0), String::new()), "{case}");
        assert_eq!(run(&["put", "a", "1"]), (Some(0), String::new()), "{case}");
        assert_eq!(run(&["get", "a"]), (Some(0), "2\n".to_owned()), "{case}");
    }
}

#[tokio::test]
async fn our_host_adds_for_go_plugins_example_plugin() {
    let Some(go) = Go::find() else { return };
    for (plugin, case) in plugins(go, "bidirectional", COUNTER) {
        for security in [Security::Plaintext, Security::MutualTls] {
            let folder = tempfile::tempdir().unwrap();
            let mut command = command(&plugin);
            command.current_dir(&folder);
            let (launcher, _heard) = launcher_with(counter::HANDSHAKE, command);
            let running = launcher.security(security).launch().await.unwrap();
            let numbers: CounterClient = running.client();
            let helper = Helper::default();
            numbers.put(Callback::new(helper.clone()), "a".to_owned(), 1).await.unwrap();
            numbers.put(Callback::new(helper.clone()), "a".to_owned(), 41).await.unwrap();
            let sum = numbers.get("a".to_owned()).await.unwrap();
            assert_eq!((sum, helper.0.load(Ordering::Relaxed)), (42, 2), "{case} {security:?}");
            let exit = running.shutdown().await.unwrap();
            assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown), "{case} {security:?}");
        }
    }
}

/// Adds, and counts how often.
#[derive(Clone, Default)]
struct Helper(Arc<AtomicU32>);

impl AddHelper for Helper {
    async fn sum(&self, a: i64, b: i64) -> Result<i64, Status> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(a + b)
    }
}

/// The example's host, which runs its plugin through a shell.
fn host(example: &Path, plugin: &Path) -> Command {
    let mut host = command(example);
    host.env("COUNTER_PLUGIN", plugin);
    host
}
