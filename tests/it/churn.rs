//! Many lives: nothing is left behind on either side.

use kv::{Kv as _, KvClient};
use pintle::{Address, Security};
use tokio::net::UnixStream;

use crate::harness::{PROBE, command, launcher};

#[test]
fn two_hundred_lives_in_turn_and_fifty_at_once_leave_nothing() {
    let output = command(env!("CARGO_BIN_EXE_churn")).arg(PROBE).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    let [before, in_turn, at_once, sockets] = lines[..] else {
        panic!("{said}{}", String::from_utf8_lossy(&output.stderr));
    };
    let held = before.strip_prefix("before ").unwrap();
    assert!(held.contains("children 0"), "{held}");
    assert_eq!((in_turn.strip_prefix("after "), at_once.strip_prefix("after ")), (Some(held), Some(held)));
    assert_eq!(sockets, "sockets 251 left 0");
}

#[tokio::test]
async fn two_hundred_connections_leave_no_descriptor_in_the_plugin() {
    let (launcher, _) = launcher(command(PROBE));
    let plugin = launcher.security(Security::Plaintext).launch().await.unwrap();
    let kv: KvClient = plugin.client();
    let Address::Unix(socket) = plugin.address() else { panic!("it listens on a Unix socket") };
    let before = kv.get("fds".into()).await.unwrap();
    for _ in 0..200 {
        drop(UnixStream::connect(socket).await.unwrap()); // As a host that reattaches looks whether somebody is there (A2).
    }
    let settled = async {
        while kv.get("fds".into()).await.unwrap() != before {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), settled).await.unwrap();
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}
