//! One test as it should not be, and the same as it should.

use pintle::testing;
use store::{Kv, KvClient, KvError, KvServer, Memory};

// region: bad
#[tokio::test]
async fn test_remove() {
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    plugin.kill();
    // It passes: the plugin is gone, and any error will do.
    assert!(plugin.client::<KvClient>().remove("a".into()).await.is_err());
}
// endregion

// region: good
#[tokio::test]
async fn to_remove_what_is_not_there_is_an_error_that_names_the_key() {
    let plugin = testing::in_process(KvServer::new(Memory::default())).await.unwrap();
    let error = plugin.client::<KvClient>().remove("a".into()).await.unwrap_err();
    assert!(matches!(&error, KvError::NotFound { key } if key == "a"), "{error:?}");
}
// endregion
