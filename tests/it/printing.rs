//! Whatever a plugin prints, wherever and however much: the handshake holds, nothing is lost, nothing blocks (wire.md
//! L4, O1–O5).

use kv::{Kv as _, KvClient};
use pintle::Level;

use crate::harness::{PROBE, command, launcher};

const MEGABYTE: usize = 1024 * 1024;

#[tokio::test]
async fn every_way_to_print_arrives_byte_for_byte() {
    let texts: [&[u8]; 3] = [b"a line\n", b"\x00\xff\r\n|1|1|unix|", b"no line feed"];
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    for text in texts {
        for (stream, expected) in [("stdout", &mut stdout), ("stderr", &mut stderr)] {
            for key in [stream.to_owned(), format!("raw-{stream}")] {
                kv.put(key, text.to_vec()).await.unwrap();
                expected.extend_from_slice(text);
            }
        }
    }
    kv.put("child".into(), b"echo child; echo oops >&2".to_vec()).await.unwrap();
    stdout.extend_from_slice(b"child\n");
    stderr.extend_from_slice(b"oops\n");
    plugin.shutdown().await.unwrap();
    assert_eq!(heard.stdout.bytes(), stdout);
    assert_eq!(heard.stderr.bytes(), stderr);
}

#[tokio::test]
async fn ten_megabytes_without_a_line_feed_and_a_line_of_one_arrive() {
    let (launcher, heard) = launcher(command(PROBE));
    let plugin = launcher.launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let endless: Vec<u8> = (0..10 * MEGABYTE).map(|at| u8::try_from(at % 251).unwrap().max(b'\n' + 1)).collect();
    let mut line = vec![b'l'; MEGABYTE];
    line.push(b'\n');
    // Both within one call, which blocks the plugin's one thread while it prints.
    kv.put("stdout".into(), endless.clone()).await.unwrap();
    kv.put("raw-stderr".into(), line.clone()).await.unwrap();
    assert!(heard.stdout.at_least(endless.len()).await == endless);
    assert!(heard.stderr.at_least(line.len()).await == line);
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn what_is_printed_last_arrives_before_the_end() {
    for _ in 0..10 {
        let (launcher, heard) = launcher(command(PROBE));
        let plugin = launcher.launch().await.unwrap();
        let kv: KvClient = plugin.client();
        let last = vec![b'z'; 100_000];
        kv.put("stdout".into(), last.clone()).await.unwrap();
        plugin.shutdown().await.unwrap();
        assert_eq!(heard.stdout.at_least(last.len()).await.len(), last.len());
    }
}

#[tokio::test]
async fn printing_before_the_handshake_is_shown_with_the_logs() {
    let mut probe = command(PROBE);
    probe.env("PROBE_EARLY", "1|2|three").env("PROBE_EARLY_BYTES", (10 * MEGABYTE).to_string());
    let (launcher, heard) = launcher(probe);
    let plugin = launcher.launch().await.unwrap();
    plugin.shutdown().await.unwrap();
    let logs = heard.logs.lock().unwrap();
    for stream in ["stdout", "stderr"] {
        let line = format!("1|2|three on {stream}");
        assert!(logs.iter().any(|record| record.message == line && record.level == Level::Debug), "{line}");
    }
    // In pieces, each marked (J2).
    let early = |message: &str| message.trim_start_matches("[cut]…").bytes().take_while(|byte| *byte == b'x').count();
    let early: usize = logs.iter().map(|record| early(&record.message)).sum();
    assert_eq!(early, 10 * MEGABYTE);
}

#[tokio::test]
async fn a_plugin_prints_on_while_its_host_does_not_listen() {
    let (unread, _never_read) = tokio::io::duplex(1);
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.stdout(pintle::Output::to(unread)).launch().await.unwrap();
    let kv: KvClient = plugin.client();
    for _ in 0..20 {
        kv.put("stdout".into(), vec![b'p'; MEGABYTE]).await.unwrap();
    }
    assert_eq!(kv.get("version".into()).await.unwrap(), b"1");
    // Nobody takes the rest, and that must not keep the plugin.
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}
