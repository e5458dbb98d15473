//! Streams that are not read: whoever sends waits, whoever calls beside them does not, and no memory is taken.

use std::time::Duration;

use pintle::Streaming;
use pintle_tests::flow::{Flow as _, FlowClient};

use crate::harness::{FLOW, flow};

#[tokio::test]
async fn a_reader_that_stops_stops_the_writer() {
    let (_plugin, client) = flow().await;
    let chunk = 64 * 1024;
    let mut flood = client.flood(chunk).await.unwrap();
    flood.try_next().await.unwrap().unwrap();
    let sent = settled(&client).await;
    // What fits into both ends' windows and buffers, and no more.
    assert!(sent * u64::from(chunk) < 8 << 20, "{sent} chunks are on their way");
    for _ in 0..sent {
        flood.try_next().await.unwrap().unwrap();
    }
    assert!(client.flooded().await.unwrap().chunks > sent, "it goes on as soon as there is room");
}

/// How many chunks the plugin has sent, once it sends no more.
async fn settled(client: &FlowClient) -> u64 {
    let mut sent = 0;
    let mut same = 0;
    while same < 50 {
        let now = client.flooded().await.unwrap().chunks;
        same = if now == sent { same + 1 } else { 0 };
        sent = now;
    }
    sent
}

#[tokio::test]
async fn a_plugin_that_stops_reading_stops_the_host() {
    let (_plugin, client) = flow().await;
    let (chunks, mine) = Streaming::channel(1);
    let drain = tokio::spawn({
        let client = client.clone();
        async move { client.drain(1, mine).await }
    });
    let mut sent = 0_u64;
    let chunk = vec![7; 64 * 1024];
    while tokio::time::timeout(Duration::from_millis(500), chunks.send(chunk.clone())).await.is_ok() {
        sent += 1;
        assert!(sent * 64 * 1024 < 8 << 20, "the plugin reads nothing, and {sent} chunks are gone");
    }
    client.go_on().await.unwrap();
    chunks.send(chunk.clone()).await.unwrap();
    drop(chunks);
    assert_eq!(drain.await.unwrap().unwrap(), (sent + 1) * 64 * 1024);
}

#[tokio::test]
async fn many_stopped_streams_stop_no_call() {
    let (_plugin, client) = flow().await;
    let mut stopped = Vec::new();
    for _ in 0..40 {
        let mut flood = client.flood(64 * 1024).await.unwrap();
        flood.try_next().await.unwrap().unwrap();
        stopped.push(flood);
    }
    settled(&client).await;
    let text = "x".repeat(1 << 20);
    let echo = tokio::time::timeout(Duration::from_secs(20), client.echo_one(text.clone()));
    assert_eq!(echo.await.expect("the connection has room for it").unwrap(), text);
}

#[tokio::test]
async fn a_gigabyte_each_way_takes_no_memory() {
    const GIGABYTE: u64 = 1 << 30;
    let mut torrent = tokio::process::Command::new(env!("CARGO_BIN_EXE_torrent"));
    torrent.arg(FLOW).arg(GIGABYTE.to_string()).kill_on_drop(true);
    let output = tokio::time::timeout(Duration::from_secs(300), torrent.output()).await.expect("it flows").unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).unwrap();
    let grown: Vec<(&str, u64)> = told
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(end, grown)| (end, grown.parse().unwrap()))
        .collect();
    assert_eq!(grown.iter().map(|(end, _)| *end).collect::<Vec<_>>(), ["host", "plugin"]);
    assert!(grown.iter().all(|(_, bytes)| *bytes <= 16 << 20), "{grown:?}");
}
