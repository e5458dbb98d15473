//! Mocks: what is expected, in which order, and that somebody looks whether it came.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::sync::Arc;

use mockall::Sequence;
use mockall::predicate::{always, eq};
use pintle::testing::{self, InProcessPlugin};
use pintle::{Callback, Streaming};
use store::{Change, Entry, Kv, KvClient, KvError, KvServer, Memory, MockAdder, MockKv};

/// The code under test: it takes any store.
async fn rename(store: &impl Kv, from: &str, to: &str) -> Result<(), KvError> {
    let Some(value) = store.get(from.to_owned()).await? else {
        return Err(KvError::NotFound { key: from.to_owned() });
    };
    store.put(to.to_owned(), value).await?;
    store.remove(from.to_owned()).await
}

// region: sequence
#[tokio::test]
async fn a_key_is_removed_only_when_its_value_is_safe() {
    let (mut store, mut order) = (MockKv::new(), Sequence::new());
    store.expect_get().with(eq("old".to_owned())).once().in_sequence(&mut order).returning(|_| Ok(Some(vec![1])));
    store.expect_put().with(eq("new".to_owned()), eq(vec![1])).once().in_sequence(&mut order).returning(|_, _| Ok(()));
    store.expect_remove().with(eq("old".to_owned())).once().in_sequence(&mut order).returning(|_| Ok(()));

    rename(&store, "old", "new").await.unwrap();
}
// endregion

// region: failure
#[tokio::test]
async fn a_key_whose_value_cannot_be_put_stays() {
    let mut store = MockKv::new();
    store.expect_get().returning(|_| Ok(Some(vec![1])));
    store.expect_put().returning(|_, _| Err(KvError::EmptyKey));
    store.expect_remove().never();

    let error = rename(&store, "old", "").await.unwrap_err();
    assert!(matches!(error, KvError::EmptyKey), "{error}");
}
// endregion

// region: served
#[tokio::test]
async fn a_mock_is_served_and_its_expectations_are_still_this_tests() {
    let mut store = MockKv::new();
    store.expect_get().once().returning(|_| Ok(Some(vec![1])));
    store.expect_put().once().returning(|_, _| Ok(()));
    store.expect_remove().once().returning(|_| Ok(()));

    let plugin = testing::in_process(KvServer::new(store)).await.unwrap();
    rename(&plugin.client::<KvClient>(), "old", "new").await.unwrap();
    // What was expected and did not come panics here.
    plugin.shutdown().await.unwrap();
}
// endregion

/// A plugin that waits in vain to be asked for a removal.
async fn waiting() -> InProcessPlugin {
    let mut store = MockKv::new();
    store.expect_get().returning(|_| Ok(None));
    store.expect_remove().once().returning(|_| Ok(()));
    let plugin = testing::in_process(KvServer::new(store)).await.unwrap();
    rename(&plugin.client::<KvClient>(), "old", "new").await.unwrap_err();
    plugin
}

#[tokio::test]
#[should_panic(expected = "MockKv::remove")]
async fn what_a_served_mock_misses_fails_the_shutdown() {
    waiting().await.shutdown().await.unwrap();
}

#[tokio::test]
#[should_panic(expected = "MockKv::remove")]
async fn what_a_served_mock_misses_fails_a_test_that_only_drops_the_plugin() {
    drop(waiting().await);
}

#[tokio::test]
#[should_panic(expected = "MockAdder::sum")]
async fn what_a_lent_mock_misses_fails_its_verification() {
    let mut adder = MockAdder::new();
    adder.expect_sum().once().returning(|a, b| Ok(a + b));
    let adder = Arc::new(adder);
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let store: KvClient = plugin.client();
    store.put("n".into(), b"none".to_vec()).await.unwrap();
    store.add("n".into(), 2, Callback::new(Arc::clone(&adder))).await.unwrap_err();
    plugin.shutdown().await.unwrap();
    testing::verify(adder).await;
}

// region: streams
#[tokio::test]
async fn streams_are_mocked_in_either_direction() {
    let mut store = MockKv::new();
    store.expect_watch().with(eq(String::new())).returning(|_| {
        let put = Change::Put(Entry { key: "a".into(), value: vec![] });
        Ok(Streaming::iter([put, Change::Removed { key: "a".into() }]))
    });
    // A method that is given a stream returns a future, which can read it.
    store.expect_load().with(always()).returning(|mut entries| {
        Box::pin(async move {
            let first = entries.try_next().await?;
            first.map(|entry| entry.value.len() as u64).ok_or(KvError::EmptyKey)
        })
    });
    let plugin = testing::in_process(KvServer::new(store)).await.unwrap();
    let store: KvClient = plugin.client();

    let mut changes = store.watch(String::new()).await.unwrap();
    assert!(matches!(changes.try_next().await.unwrap(), Some(Change::Put(_))));
    assert!(matches!(changes.try_next().await.unwrap(), Some(Change::Removed { key }) if key == "a"));
    let entry = Entry { key: "k".into(), value: vec![0; 7] };
    assert_eq!(store.load(Streaming::iter([entry])).await.unwrap(), 7);
    assert!(matches!(store.load(Streaming::iter([])).await, Err(KvError::EmptyKey)));
}
// endregion

// region: callbacks
#[tokio::test]
async fn a_callback_is_asked_once_for_the_sum() {
    let mut adder = MockAdder::new();
    adder.expect_sum().with(eq(40), eq(2)).once().returning(|a, b| Ok(a + b));
    let adder = Arc::new(adder);

    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let store: KvClient = plugin.client();
    store.put("n".into(), b"40".to_vec()).await.unwrap();
    assert_eq!(store.add("n".into(), 2, Callback::new(Arc::clone(&adder))).await.unwrap(), 42);

    plugin.shutdown().await.unwrap();
    testing::verify(adder).await;
}
// endregion
