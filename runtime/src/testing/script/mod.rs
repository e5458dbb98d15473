//! Replies that are written beforehand, one for each call.

mod reply;
mod shape;
mod stage;
mod steps;

use std::collections::{BTreeMap, VecDeque};
use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) use stage::Cutter;
pub use stage::Scripted;
use steps::Step;
pub use steps::Steps;

use super::known::Known;
use crate::service::{Client, describe};

/// A layer that answers calls of one service as it was told, step by step, in place of what stands behind it; for
/// [`InProcess::server_layer`](super::InProcess::server_layer), [`Server::layer`](crate::Server::layer), or a host's side.
///
/// Each [`on`](Self::on) adds steps for a method, and each call takes the next. Methods without steps pass to the service. A
/// call for which no step is left fails with `FailedPrecondition`, unless the steps end with
/// [`then_pass`](Steps::then_pass).
///
/// Steps that nobody took, and calls for which there was none, are told by [`finish`](Self::finish), or when the script is
/// dropped in a test that has not failed otherwise.
///
/// ```
/// use std::time::Duration;
///
/// use pintle::testing::{InProcess, Script};
/// # use pintle::{Code, Status, plugin};
/// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
/// # pub trait Kv { async fn get(&self, key: String) -> Result<Vec<u8>, Status>; }
/// # struct Memory;
/// # impl Kv for Memory { async fn get(&self, _: String) -> Result<Vec<u8>, Status> { Ok(b"real".to_vec()) } }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let script = Script::of::<KvClient>();
/// script.on("get").reply(b"first".to_vec()).delay(Duration::from_millis(5)).fail(Status::new(Code::Aborted, "no")).pass();
///
/// let plugin = InProcess::service(KvServer::new(Memory)).server_layer(&script).start().await?;
/// let kv: KvClient = plugin.client();
/// assert_eq!(kv.get("k".into()).await?, b"first");
/// assert_eq!(kv.get("k".into()).await.unwrap_err().code(), Code::Aborted);
/// assert_eq!(kv.get("k".into()).await?, b"real");
/// script.finish();
/// # Ok(())
/// # }
/// ```
#[must_use = "a script that is not held is finished at once"]
pub struct Script {
    book: Arc<Book>,
    is_finished: AtomicBool,
}

/// What was told, and what was taken of it.
struct Book {
    known: Known,
    lines: Mutex<BTreeMap<String, Line>>,
}

/// The steps of one method.
#[derive(Default)]
struct Line {
    steps: VecDeque<Step>,
    taken: usize,
    then_pass: bool,
    /// Calls for which there was no step.
    excess: usize,
}

impl Script {
    /// A script for the service of this client, with no steps yet.
    pub fn of<C: Client>() -> Self {
        let book = Book { known: Known::new(C::NAME, describe::<C>()), lines: Mutex::default() };
        Self { book: Arc::new(book), is_finished: AtomicBool::new(false) }
    }

    /// Adds steps for a method, named as in the trait or on the wire: `get_all` or `GetAll`.
    ///
    /// # Panics
    ///
    /// When the service has no such method; the message names those that it has.
    #[track_caller]
    pub fn on(&self, method: &str) -> Steps<'_> {
        let Known { service, .. } = self.book.known;
        let Some(found) = self.book.known.method(method) else {
            panic!("{service} has no method {method:?}; it has: {}", self.book.known.methods());
        };
        self.book.lines().entry(found.name().to_owned()).or_default();
        Steps::new(&self.book, found)
    }

    /// Holds the test to the script.
    ///
    /// # Panics
    ///
    /// When steps were not taken, or there were more calls than steps.
    #[track_caller]
    pub fn finish(self) {
        self.is_finished.store(true, Ordering::Relaxed);
        let unmet = self.book.unmet();
        assert!(unmet.is_empty(), "the script of {} was not followed:{unmet}", self.book.known.service);
    }
}

impl Book {
    fn lines(&self) -> MutexGuard<'_, BTreeMap<String, Line>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What did not go as it was told, a line for each method.
    fn unmet(&self) -> String {
        let mut unmet = String::new();
        for (method, line) in self.lines().iter() {
            let told = line.taken + line.steps.len();
            if !line.steps.is_empty() {
                _ = write!(unmet, "\n  {method}: {} of {told} steps were taken", line.taken);
            }
            if line.excess > 0 {
                _ = write!(unmet, "\n  {method}: {told} steps, and {} calls more than that", line.excess);
            }
        }
        unmet
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        if self.is_finished.load(Ordering::Relaxed) || std::thread::panicking() {
            return;
        }
        let unmet = self.book.unmet();
        assert!(unmet.is_empty(), "the script of {} was not followed:{unmet}", self.book.known.service);
    }
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("service", &self.book.known.service).finish_non_exhaustive()
    }
}
