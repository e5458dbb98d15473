//! How quietly a plugin ends (wire.md §1.16, C5).

use std::sync::{Arc, Mutex};
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Launcher, Output, Plugin};
use pintle_tests::lending::{Adder as _, Lending as _, LendingClient, lending};
use tokio::io::{AsyncReadExt as _, duplex};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::harness::{PROBE, command, launcher, launcher_with};
use crate::started::soon;

const OWN_MAIN: &str = env!("CARGO_BIN_EXE_own-main");

/// Every event of something that went wrong.
#[derive(Clone, Default)]
struct Wrong(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Wrong {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() <= Level::WARN {
            self.0.lock().unwrap().push(format!("{event:?}"));
        }
    }
}

/// Launches a plugin, has it used, ends it, and sees that it ended as it should without a word of anything wrong.
async fn ends_quietly(launcher: Launcher, used: impl AsyncFnOnce(&Plugin)) {
    let wrong = Wrong::default();
    // For this thread, which is all that the runtime has.
    let _listening = tracing::subscriber::set_default(tracing_subscriber::registry().with(wrong.clone()));
    let plugin = launcher.launch().await.unwrap();
    used(&plugin).await;
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
    // Its logs are read to the end then.
    plugin.last_words().await;
    assert_eq!(*wrong.0.lock().unwrap(), [""; 0]);
}

// TestClient_testCleanup.
#[tokio::test]
async fn what_a_plugin_does_after_serving_is_done_and_nothing_complains() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("after");
    let mut own_main = command(OWN_MAIN);
    own_main.env("OWN_MAIN_AFTER", &file);
    let used = async |plugin: &Plugin| {
        let lending: LendingClient = plugin.client();
        assert_eq!(lending.lend().await.unwrap().add(20, 22).await.unwrap(), 42);
        assert!(!file.exists());
    };
    ends_quietly(launcher_with(lending::HANDSHAKE, own_main).0, used).await;
    assert_eq!(std::fs::read_to_string(file).unwrap(), "went on\n");
}

// TestClient_noStdoutScannerRace.
#[tokio::test]
async fn a_slow_reader_spoils_neither_the_end_nor_what_was_printed() {
    let (write, mut read) = duplex(1024);
    let slow = tokio::spawn(async move {
        let (mut all, mut some) = (Vec::new(), [0; 4096]);
        loop {
            // To be slow is what this is about.
            tokio::time::sleep(Duration::from_millis(100)).await;
            match read.read(&mut some).await {
                Ok(count @ 1..) => all.extend_from_slice(&some[..count]),
                _ => return all,
            }
        }
    });
    let printed = [vec![b'p'; 2000], b"hello\nworld!".to_vec()].concat();
    let used = async |plugin: &Plugin| {
        let kv: KvClient = plugin.client();
        kv.put("stdout".into(), printed.clone()).await.unwrap();
    };
    ends_quietly(launcher(command(PROBE)).0.stdout(Output::to(write)), used).await;
    assert!(soon(slow).await.unwrap() == printed);
}
