//! Calls that passed, for tests to look at.

mod call;
mod passing;
mod tee;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub use call::RecordedCall;
pub use passing::Recorded;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::known::Known;
use crate::service::{Client, describe};

/// A layer that records the calls that pass it, in their order; for [`Server::layer`](crate::Server::layer),
/// [`Launcher::layer`](crate::Launcher::layer), and both sides of an [`InProcess`](super::InProcess).
///
/// It is a handle: clones record into the same list, and so does what `.layer(&recorder)` makes.
///
/// ```
/// use pintle::testing::{InProcess, Recorder};
/// # use pintle::{Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status>; }
/// # struct Memory;
/// # impl Kv for Memory { async fn put(&self, _: String, _: Vec<u8>) -> Result<(), Status> { Ok(()) } }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let recorder = Recorder::of::<KvClient>();
/// let plugin = InProcess::service(KvServer::new(Memory)).layer(&recorder).start().await?;
/// plugin.client::<KvClient>().put("k".into(), b"v".to_vec()).await?;
///
/// let [put] = &recorder.wait_for(1).await[..] else { panic!("{recorder:?}") };
/// assert_eq!(put.method(), "Put");
/// assert_eq!(put.argument::<String>("key"), "k");
/// assert!(put.is_ok());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Recorder(Arc<Tape>);

/// What was recorded.
struct Tape {
    since: Instant,
    known: Mutex<Arc<Vec<Known>>>,
    calls: Mutex<Vec<RecordedCall>>,
    ended: watch::Sender<usize>,
}

impl Recorder {
    /// Records calls of any service. What is in their messages it can [tell](RecordedCall::argument) only of those that it
    /// [knows](Self::of).
    #[expect(clippy::new_without_default, reason = "the clock that starts now is part of what it makes")]
    pub fn new() -> Self {
        Self(Arc::new(Tape {
            since: Instant::now(),
            known: Mutex::default(),
            calls: Mutex::default(),
            ended: watch::Sender::new(0),
        }))
    }

    /// Records calls of any service, and knows the one of this client.
    pub fn of<C: Client>() -> Self {
        Self::new().and::<C>()
    }

    /// Knows one more service.
    #[must_use]
    pub fn and<C: Client>(self) -> Self {
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        let all = known.iter().map(|it| Known::new(it.service, it.file.clone()));
        let all = all.chain([Known::new(C::NAME, describe::<C>())]).collect();
        *known = Arc::new(all);
        drop(known);
        self
    }

    /// The calls so far, in the order in which they began. Those that have not ended have no [outcome](RecordedCall::outcome).
    pub fn calls(&self) -> Vec<RecordedCall> {
        self.0.calls().clone()
    }

    /// The methods of the calls so far: `assert_eq!(recorder.methods(), ["Put", "Get"])`.
    pub fn methods(&self) -> Vec<String> {
        self.0.calls().iter().map(|call| call.method().to_owned()).collect()
    }

    /// Waits until `count` calls have ended, and returns all so far.
    ///
    /// # Panics
    ///
    /// When they have not after 5 s; the message lists the calls that were recorded.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> impl Future<Output = Vec<RecordedCall>> + Send + use<> {
        let (recorder, caller) = (self.clone(), std::panic::Location::caller());
        async move {
            let mut ended = recorder.0.ended.subscribe();
            let enough = timeout(PATIENCE, ended.wait_for(|ended| *ended >= count)).await.is_ok_and(|it| it.is_ok());
            let seen = *recorder.0.ended.borrow();
            assert!(enough, "{caller}: waited for {count} calls to end, and {seen} have after {PATIENCE:?}:{recorder}");
            recorder.calls()
        }
    }
}

impl Tape {
    fn calls(&self) -> MutexGuard<'_, Vec<RecordedCall>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update(&self, index: usize, change: impl FnOnce(&mut RecordedCall)) {
        if let Some(call) = self.calls().get_mut(index) {
            change(call);
        }
    }

    fn now(&self) -> Duration {
        self.since.elapsed()
    }
}

/// A line for each call.
impl fmt::Display for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let calls = self.0.calls();
        match calls.is_empty() {
            true => f.write_str("\n  (no call was recorded)"),
            false => calls.iter().try_for_each(|call| write!(f, "\n  {call}")),
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.calls().iter()).finish()
    }
}

const PATIENCE: Duration = Duration::from_secs(5);
