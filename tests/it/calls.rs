//! Two pintle ends, two processes.

use kv::{Kv as _, KvClient};
use pintle::{Code, EndedBy};

use crate::harness::{PROBE, command, launcher};

#[tokio::test]
async fn a_value_put_is_a_value_got() {
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    kv.put("k".into(), b"v".to_vec()).await.unwrap();
    assert_eq!(kv.get("k".into()).await.unwrap(), b"v");
    let missing = kv.get("other".into()).await.unwrap_err();
    assert_eq!((missing.code(), missing.message()), (Code::NotFound, "no value under \"other\""));
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
}

#[tokio::test]
async fn a_panic_ends_its_call_and_nothing_else() {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let panicked = kv.put("panic".into(), b"my secret".to_vec()).await.unwrap_err();
    assert_eq!(panicked.code(), Code::Internal);
    assert!(!panicked.message().contains("secret"));
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    plugin.shutdown().await.unwrap();
    let logs = heard.logs.lock().unwrap();
    let told = logs.iter().find(|record| record.message == "panic: my secret").unwrap();
    assert_eq!(told.level, pintle::Level::Error);
}
