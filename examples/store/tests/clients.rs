//! Clients under test: what they do when the plugin is slow, wrong, or gone.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::time::Duration;

use pintle::testing::{InProcess, Script};
use pintle::{Client as _, Code, Context, Failure as _, Status};
use store::{Kv, KvClient, KvError, KvServer, Memory};

/// The code under test: it tries three times.
async fn get_patiently(store: &impl Kv, key: &str) -> Result<Option<Vec<u8>>, KvError> {
    for _ in 0..2 {
        match store.get(key.to_owned()).await {
            Err(error) if error.lost().is_some() => tokio::time::sleep(Duration::from_secs(1)).await,
            answer => return answer,
        }
    }
    store.get(key.to_owned()).await
}

// region: scripted
#[tokio::test(start_paused = true)]
async fn it_tries_again_when_the_store_is_not_there() {
    let script = Script::of::<KvClient>();
    let unavailable = || Status::new(Code::Unavailable, "not yet");
    script.on("get").fail(unavailable()).fail(unavailable()).reply(Some(b"at last".to_vec()));
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&script).start().await.unwrap();

    let value = get_patiently(&plugin.client::<KvClient>(), "a").await.unwrap();
    assert_eq!(value, Some(b"at last".to_vec()));
    script.finish();
}

#[tokio::test]
async fn it_does_not_try_again_what_will_never_work() {
    let script = Script::of::<KvClient>();
    script.on("get").fail(KvError::EmptyKey);
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&script).start().await.unwrap();

    // The trait's own error, the same variant on both ends.
    let error = get_patiently(&plugin.client::<KvClient>(), "").await.unwrap_err();
    assert!(matches!(error, KvError::EmptyKey), "{error:?}");
    script.finish();
}
// endregion

// region: slow
#[tokio::test(start_paused = true)]
async fn a_deadline_ends_a_call_that_hangs() {
    let script = Script::of::<KvClient>();
    script.on("get").hang();
    let plugin = InProcess::service(KvServer::new(Memory::default())).server_layer(&script).start().await.unwrap();

    let store: KvClient = plugin.client();
    // The clock is paused: a minute takes no time.
    let error = store.with(Context::new().timeout(Duration::from_secs(60))).get("a".into()).await.unwrap_err();
    assert_eq!(error.into_status().code(), Code::DeadlineExceeded);
    script.finish();
}
// endregion
