//! Mocks that were handed out, and what they still expect.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

/// Takes a mock back that was handed out as an [`Arc`], and checks it: what it expected and nobody called panics here, in the
/// test, and not where the last of its holders happens to drop it. A plugin within the test does so by itself; this is for
/// callbacks, and for plugins that other tasks hold.
///
/// ```
/// # use std::sync::Arc;
/// # struct MockKv;
/// # async fn test(client: (), plugin: ()) {
/// let kv = Arc::new(MockKv);
/// // Serve `KvServer::new(Arc::clone(&kv))`, call it, and end what serves it; then:
/// pintle::testing::verify(kv).await;
/// # }
/// ```
///
/// # Panics
///
/// When the mock's expectations are not met; or when it is still held elsewhere after five seconds: by a plugin that was not
/// shut down, or a callback whose client is not dropped.
#[track_caller]
pub fn verify<M>(mock: Arc<M>) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let deadline = Instant::now() + PATIENCE;
        // There is no event for a count that falls, so it is looked at.
        while Arc::strong_count(&mock) > 1 && Instant::now() < deadline {
            sleep(GLANCE).await;
        }
        match Arc::try_unwrap(mock) {
            Ok(mock) => drop(mock),
            Err(mock) => {
                let (name, others) = (std::any::type_name::<M>(), Arc::strong_count(&mock) - 1);
                // Its own complaint, when the last of them goes, would come where nobody looks.
                panic!(
                    "the {name} given to `verify` at {caller} is still held by {others} other(s) after {PATIENCE:?}: \
                     shut the plugin down and drop its clients first"
                );
            }
        }
    }
}

const PATIENCE: Duration = Duration::from_secs(5);
const GLANCE: Duration = Duration::from_millis(1);

#[cfg(test)]
mod tests {
    use super::*;

    struct Unmet;

    impl Drop for Unmet {
        fn drop(&mut self) {
            panic!("expected to be called");
        }
    }

    #[tokio::test]
    #[should_panic(expected = "expected to be called")]
    async fn what_a_mock_misses_is_told_in_the_test() {
        let mock = Arc::new(Unmet);
        let held = Arc::clone(&mock);
        // Whoever drops it first is not the one who is told.
        let holder = tokio::spawn(async move { drop(held) });
        verify(mock).await;
        drop(holder);
    }

    #[tokio::test(start_paused = true)]
    #[should_panic(expected = "is still held by 1 other(s) after 5s")]
    async fn a_mock_that_is_held_elsewhere_is_no_mock_that_is_content() {
        let mock = Arc::new(());
        let _held = Arc::clone(&mock);
        verify(mock).await;
    }
}
