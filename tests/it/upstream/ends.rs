//! The gentle end (wire.md C5, D1).

use pintle::{EndedBy, Level};
use pintle_tests::lending::{Adder as _, Lending as _, LendingClient, lending};

use crate::harness::{command, launcher_with};

const OWN_MAIN: &str = env!("CARGO_BIN_EXE_own-main");

// TestClient_testCleanup.
#[tokio::test]
async fn what_a_plugin_does_after_serving_is_done_and_nothing_complains() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("after");
    let mut own_main = command(OWN_MAIN);
    own_main.env("OWN_MAIN_AFTER", &file);
    let (launcher, heard) = launcher_with(lending::HANDSHAKE, own_main);
    let plugin = launcher.launch().await.unwrap();
    let lending: LendingClient = plugin.client();
    assert_eq!(lending.lend().await.unwrap().add(20, 22).await.unwrap(), 42);
    assert!(!file.exists());
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
    assert_eq!(std::fs::read_to_string(file).unwrap(), "went on\n");
    plugin.last_words().await;
    let logs = heard.logs.lock().unwrap();
    assert!(logs.iter().all(|record| !matches!(record.level, Level::Warn | Level::Error)), "{logs:?}");
}
