//! One test, four ways: on a plain value, a mock, a plugin within this process, and one in a process of its own.

#![expect(clippy::unwrap_used, reason = "a test may")]

use pintle::testing::{self, InProcess};
use pintle::{CallError, Callback, Multiplex, Security, Streaming};
use store::{Adder, Change, Entry, Kv, KvClient, KvError, KvServer, Memory, MockKv, kv};

// region: behaves
/// What every store does, wherever it runs.
async fn behaves(store: impl Kv) {
    assert_eq!(store.get("a".into()).await.unwrap(), None);
    store.put("a".into(), b"40".to_vec()).await.unwrap();
    assert_eq!(store.get("a".into()).await.unwrap(), Some(b"40".to_vec()));

    // A stream in either direction.
    let mut changes = store.watch("b".into()).await.unwrap();
    let loaded = store.load(Streaming::iter([entry("b1"), entry("c1"), entry("b2")])).await.unwrap();
    assert_eq!(loaded, 3);
    for expected in ["b1", "b2"] {
        assert_eq!(changes.try_next().await.unwrap(), Some(Change::Put(entry(expected))));
    }

    // The store calls back.
    assert_eq!(store.add("a".into(), 2, Callback::new(Sums)).await.unwrap(), 42);

    // An error is the same variant on every way.
    let error = store.remove("nothing".into()).await.unwrap_err();
    assert!(matches!(&error, KvError::NotFound { key } if key == "nothing"), "{error:?}");
}

fn entry(key: &str) -> Entry {
    Entry { key: key.to_owned(), value: b"value".to_vec() }
}

/// Does the sums.
struct Sums;

impl Adder for Sums {
    async fn sum(&self, a: i64, b: i64) -> Result<i64, CallError> {
        Ok(a + b)
    }
}
// endregion

// region: struct
#[tokio::test]
async fn a_plain_value_behaves() {
    behaves(Memory::default()).await;
}
// endregion

// region: mock
#[tokio::test]
async fn a_mock_behaves_as_it_is_told() {
    let mut store = MockKv::new();
    let mut got = [None, Some(b"40".to_vec())].into_iter();
    store.expect_get().times(2).returning(move |_| Ok(got.next().unwrap()));
    store.expect_put().times(1).withf(|key, value| key == "a" && value == b"40").returning(|_, _| Ok(()));
    store.expect_watch().times(1).returning(|_| Ok(Streaming::iter(["b1", "b2"].map(entry).map(Change::Put))));
    store.expect_load().times(1).returning(|mut entries| {
        Box::pin(async move {
            let mut count = 0;
            while entries.try_next().await?.is_some() {
                count += 1;
            }
            Ok(count)
        })
    });
    store.expect_add().times(1).returning(|_, by, _| Ok(40 + by));
    store.expect_remove().times(1).returning(|key| Err(KvError::NotFound { key }));
    behaves(store).await;
}
// endregion

// region: in-process
#[tokio::test]
async fn a_plugin_within_this_process_behaves() {
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    behaves(plugin.client::<KvClient>()).await;
}

#[tokio::test]
async fn it_does_so_in_plaintext_and_with_callbacks_over_sockets() {
    for security in [Security::Plaintext, Security::MutualTls] {
        for multiplex in [Multiplex::Auto, Multiplex::Off] {
            let plugin = InProcess::service(KvServer::new(Memory::default())).security(security).multiplex(multiplex);
            behaves(plugin.start().await.unwrap().client::<KvClient>()).await;
        }
    }
}
// endregion

// region: process
#[tokio::test]
async fn a_plugin_in_a_process_of_its_own_behaves() {
    let plugin = testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_store-plugin")).await.unwrap();
    behaves(plugin.client::<KvClient>()).await;
    plugin.shutdown().await.unwrap();
}
// endregion
