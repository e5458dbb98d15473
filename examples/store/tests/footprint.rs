//! What a hundred transports leave in this process: nothing. One test, so that no other one is counted.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::PathBuf;

use pintle::testing::InProcess;
use pintle::{Address, Error, Transport};
use store::{Kv, KvClient, KvServer, Memory};

// region: transports
#[tokio::test]
async fn a_hundred_transports_leave_no_memory_descriptor_or_file() {
    for _ in 0..10 {
        round().await.unwrap(); // What is made once is made now.
    }
    let (memory, descriptors) = (resident(), open());
    let mut sockets = Vec::new();
    for _ in 0..100 {
        sockets.push(round().await.unwrap());
    }
    let (grown, left) = (resident().saturating_sub(memory), open());
    println!("100 transports: {grown} bytes more, {left} descriptors of {descriptors}");
    assert!(grown < 10_000_000, "{grown} bytes");
    assert_eq!(left, descriptors);
    assert!(sockets.iter().all(|socket| !socket.exists() && !socket.parent().unwrap().exists()));
}

/// A socket that is made, used and dropped.
async fn round() -> Result<PathBuf, Error> {
    let plugin = InProcess::service(KvServer::new(Memory::default())).listen(Transport::Unix).start().await?;
    plugin.client::<KvClient>().put("a".into(), vec![1]).await.unwrap();
    let Some(Address::Unix(socket)) = plugin.address().cloned() else { panic!("it listens on a socket") };
    assert!(socket.exists());
    plugin.shutdown().await?;
    Ok(socket)
}

/// The memory of this process that is in use, in bytes.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

/// How many descriptors are open.
fn open() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}
// endregion
