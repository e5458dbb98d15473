//! How many plugins start at once.

use std::num::NonZeroUsize;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many plugins may be starting at once: for hosts with many of them. Clones share it, so that one limit holds for all the
/// launchers that are given it.
///
/// ```
/// use std::num::NonZeroUsize;
///
/// # fn many(launchers: Vec<pintle::Launcher>) {
/// let limit = pintle::StartLimit::new(NonZeroUsize::MIN.saturating_add(7));
/// let launchers: Vec<_> = launchers.into_iter().map(|launcher| launcher.start_limit(&limit)).collect();
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct StartLimit(Arc<Semaphore>);

impl StartLimit {
    /// At most so many.
    pub fn new(most: NonZeroUsize) -> Self {
        Self(Arc::new(Semaphore::new(most.get().min(Semaphore::MAX_PERMITS))))
    }

    /// Waits for its turn, which lasts until the value is dropped. Every start before has a deadline, so this ends too.
    pub(super) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        // Nobody closes it.
        Arc::clone(&self.0).acquire_owned().await.ok()
    }
}
