//! Prints that nobody is in a hurry to read (wire.md L14, J11).

use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{EndedBy, Level, Output, Security};
use tokio::io::{AsyncReadExt as _, duplex};

use crate::harness::{BROKEN, PROBE, command, launcher};
use crate::started::{Started, soon};

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
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.stdout(Output::to(write)).launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let printed = [vec![b'p'; 2000], b"hello\nworld!".to_vec()].concat();
    kv.put("stdout".into(), printed.clone()).await.unwrap();
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.code(), exit.by), (Some(0), EndedBy::Shutdown));
    drop((plugin, kv));
    assert!(soon(slow).await.unwrap() == printed);
    let logs = heard.logs.lock().unwrap();
    assert!(logs.iter().all(|record| !matches!(record.level, Level::Warn | Level::Error)), "{logs:?}");
}

// J11: what somebody writes to descriptor 1 itself, where a Go host's reader gives up after 64 KiB.
#[tokio::test]
async fn a_line_without_end_on_the_original_stdout_is_drained_and_calls_go_on() {
    let behind = Started::probe(&[]).await.unwrap();
    let mut shell = command("sh");
    let script = "echo \"$1\"; head -c 10000000 /dev/zero; echo drained >&2; exec \"$0\" silent";
    shell.args(["-c", script, BROKEN, &behind.line.to_string()]);
    let (launcher, heard) = launcher(shell);
    let plugin = launcher.security(Security::Plaintext).launch().await.unwrap();
    heard.logged(|record| record.message == "drained").await;
    let kv: KvClient = plugin.client();
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
}
