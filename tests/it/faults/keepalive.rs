//! Silence: nobody pings, nobody is punished for pings, and no call ends of it (wire.md G6).

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::Security;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::timeout;

use crate::harness::{BROKEN, command, launcher};
use crate::started::{Started, soon};
use crate::tls::{Listener, Network, connect};

const PING: u8 = 6;
const ACK: u8 = 1;
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// Hands frames on, and counts pings that are no answers.
async fn relay(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, pings: Arc<AtomicU32>) {
    let mut head = [0; 9];
    while from.read_exact(&mut head).await.is_ok() {
        let [high, middle, low, kind, flags, ..] = head;
        if kind == PING && flags & ACK == 0 {
            pings.fetch_add(1, Ordering::SeqCst);
        }
        let mut payload = vec![0; u32::from_be_bytes([0, high, middle, low]) as usize];
        if from.read_exact(&mut payload).await.is_err() || to.write_all(&[&head[..], &payload].concat()).await.is_err()
        {
            return;
        }
    }
}

// grpc-go takes a ping in five minutes, and ends the connection after the third that comes sooner; the usual interval of
// those who ping is half a minute.
#[tokio::test]
async fn neither_end_pings_in_half_a_minute_of_silence_and_a_call_outlives_it() {
    let behind = Started::probe(&[]).await.unwrap();
    let listener = Listener::bind(Network::Unix).await;
    let mut broken = command(BROKEN);
    broken.args([&format!("line:1|1|{}|grpc|", listener.fields()), "silent"]);
    let launching = tokio::spawn(launcher(broken).0.security(Security::Plaintext).launch());
    let (mut from_host, mut to_host) = tokio::io::split(soon(listener.accept()).await.unwrap());
    let (from_plugin, mut to_plugin) = tokio::io::split(connect(&behind.line.address).await.unwrap());
    let mut preface = vec![0; PREFACE.len()];
    from_host.read_exact(&mut preface).await.unwrap();
    assert_eq!(preface, PREFACE);
    to_plugin.write_all(&preface).await.unwrap();
    let [of_host, of_plugin] = [(); 2].map(|()| Arc::new(AtomicU32::new(0)));
    let hosts = tokio::spawn(relay(from_host, to_plugin, Arc::clone(&of_host)));
    let plugins = {
        let pings = Arc::clone(&of_plugin);
        tokio::spawn(async move { relay(from_plugin, &mut to_host, pings).await })
    };

    let plugin = soon(launching).await.unwrap().unwrap();
    let kv: KvClient = plugin.client();
    let hanging = kv.clone();
    let mut hanging = tokio::spawn(async move { hanging.put("hang".into(), Vec::new()).await });
    // Time is what this is about.
    assert!(timeout(Duration::from_secs(31), &mut hanging).await.is_err(), "the call ended");
    assert_eq!(soon(kv.get("version".into())).await.unwrap(), b"1");
    assert_eq!((of_host.load(Ordering::SeqCst), of_plugin.load(Ordering::SeqCst)), (0, 0));
    assert!(!hosts.is_finished() && !plugins.is_finished() && !hanging.is_finished());
}

#[tokio::test]
async fn a_plugin_answers_as_many_pings_as_it_gets() {
    const PINGS: usize = 200;
    let plugin = Started::probe(&[]).await.unwrap();
    let mut socket = connect(&plugin.line.address).await.unwrap();
    socket.write_all(&[PREFACE, &[0, 0, 0, 4, 0, 0, 0, 0, 0]].concat()).await.unwrap();
    let mut answered = 0;
    while answered < PINGS {
        socket.write_all(&[&[0, 0, 8, PING, 0, 0, 0, 0, 0][..], &[7; 8]].concat()).await.unwrap();
        loop {
            let mut head = [0; 9];
            soon(socket.read_exact(&mut head)).await.unwrap();
            let mut payload = vec![0; usize::from(head[2])];
            soon(socket.read_exact(&mut payload)).await.unwrap();
            const GO_AWAY: u8 = 7;
            assert_ne!(head[3], GO_AWAY, "after {answered} pings: {payload:x?}");
            if head[3] == PING {
                answered += 1;
                break;
            }
        }
    }
}
