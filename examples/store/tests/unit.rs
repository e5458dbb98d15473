//! Units: the implementation alone, without gRPC. A trait's methods are plain methods.

#![expect(clippy::unwrap_used, reason = "a test may")]

use pintle::{CallError, Callback, Code, Failure as _, Streaming};
use store::{Adder, Change, Entry, Kv, KvError, Memory};

// region: method
#[tokio::test]
async fn a_value_is_there_until_it_is_removed() {
    let store = Memory::default();
    store.put("a".into(), vec![1]).await.unwrap();
    assert_eq!(store.get("a".into()).await.unwrap(), Some(vec![1]));
    store.remove("a".into()).await.unwrap();
    assert_eq!(store.get("a".into()).await.unwrap(), None);
}
// endregion

// region: error
#[tokio::test]
async fn an_empty_key_is_refused_and_callers_in_any_language_see_why() {
    let error = Memory::default().put(String::new(), vec![1]).await.unwrap_err();
    assert!(matches!(error, KvError::EmptyKey), "{error:?}");
    assert_eq!(error.into_status().code(), Code::InvalidArgument);
}
// endregion

// region: stream
#[tokio::test]
async fn a_watcher_sees_what_begins_with_its_prefix_alone() {
    let store = Memory::default();
    let mut changes = store.watch("a".into()).await.unwrap();
    for key in ["b1", "a1"] {
        store.put(key.into(), vec![]).await.unwrap();
    }
    let expected = Change::Put(Entry { key: "a1".into(), value: vec![] });
    assert_eq!(changes.try_next().await.unwrap(), Some(expected));
}

#[tokio::test]
async fn a_watcher_that_never_reads_is_told_what_it_missed() {
    let store = Memory::default();
    let mut changes = store.watch(String::new()).await.unwrap();
    let entries = (0..2000).map(|number| Entry { key: number.to_string(), value: vec![] });
    assert_eq!(store.load(Streaming::iter(entries)).await.unwrap(), 2000);
    let error = changes.try_next().await.unwrap_err();
    assert!(matches!(error, KvError::TooSlow { missed } if missed >= 900), "{error:?}");
}
// endregion

// region: callback
struct Broken;

impl Adder for Broken {
    async fn sum(&self, _: i64, _: i64) -> Result<i64, CallError> {
        Err(pintle::Status::new(Code::OutOfRange, "too large").into())
    }
}

#[tokio::test]
async fn what_the_adder_says_is_what_the_caller_hears() {
    let store = Memory::default();
    store.put("n".into(), b"1".to_vec()).await.unwrap();
    let error = store.add("n".into(), 1, Callback::new(Broken)).await.unwrap_err();
    assert_eq!(error.into_status().code(), Code::OutOfRange);
    store.put("text".into(), b"one".to_vec()).await.unwrap();
    let error = store.add("text".into(), 1, Callback::new(Broken)).await.unwrap_err();
    assert!(matches!(error, KvError::NotANumber { .. }), "{error:?}");
}
// endregion
