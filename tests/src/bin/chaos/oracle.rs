//! What each call must bring: its own answer, or a typed failure, and that in time.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pintle::{CallError, Client as _, Code, Context};
use pintle_tests::{Store as _, StoreClient};
use tokio::time::{Instant, timeout};
use tokio_util::task::TaskTracker;

/// How long a call may take, as it is told.
const DEADLINE: Duration = Duration::from_secs(4);
/// How much later its end may be seen, on a machine with more to do than it can.
const SLACK: Duration = Duration::from_secs(2);
/// When a call is taken for one that never ends.
const NEVER: Duration = Duration::from_secs(30);

/// Keeps the books of all calls.
#[derive(Default)]
pub(crate) struct Oracle {
    calls: TaskTracker,
    books: Arc<Mutex<Books>>,
}

/// What calls have brought.
#[derive(Debug, Clone, Default)]
pub(crate) struct Books {
    asked: u64,
    answered: u64,
    failed: BTreeMap<String, u64>,
    late: u64,
    endless: u64,
    /// Answers that belong to another call, and failures of no type that fits.
    wrong: Vec<String>,
    longest: Duration,
}

impl Oracle {
    /// Puts a value that no other call has, and gets it again.
    pub(crate) fn ask(&self, client: StoreClient, number: usize) {
        let books = Arc::clone(&self.books);
        self.calls.spawn(async move {
            let (key, value) = (format!("key {number}"), format!("value {number}").into_bytes());
            let due = client.with(due());
            let put = one(&books, due.put(key.clone(), value.clone())).await;
            let due = client.with(self::due());
            let got = one(&books, due.get(key)).await;
            let mut books = books.lock().unwrap_or_else(PoisonError::into_inner);
            books.judge(number, put.map(|put| put.map(|()| None)), &value);
            books.judge(number, got.map(|got| got.map(Some)), &value);
        });
    }

    /// Waits for the last call, and tells what all have brought.
    pub(crate) async fn verdict(&self) -> Books {
        self.calls.close();
        let _ = timeout(NEVER, self.calls.wait()).await;
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner).clone();
        books.endless += self.calls.len() as u64;
        books
    }
}

/// Whether a plugin answers.
pub(crate) async fn answers(client: StoreClient) -> Result<(), CallError> {
    client.with(due()).put("back".to_owned(), Vec::new()).await
}

fn due() -> Context {
    Context::new().timeout(DEADLINE)
}

/// Makes a call, and times it; None if it never ended.
async fn one<T>(
    books: &Mutex<Books>,
    call: impl Future<Output = Result<T, CallError>>,
) -> Option<Result<T, CallError>> {
    let start = Instant::now();
    let ended = timeout(NEVER, call).await.ok();
    let mut books = books.lock().unwrap_or_else(PoisonError::into_inner);
    let took = start.elapsed();
    books.asked += 1;
    books.longest = books.longest.max(took);
    books.late += u64::from(ended.is_some() && took > DEADLINE + SLACK);
    books.endless += u64::from(ended.is_none());
    ended
}

impl Books {
    fn judge(&mut self, number: usize, call: Option<Result<Option<Vec<u8>>, CallError>>, value: &[u8]) {
        match call {
            None => {}
            Some(Ok(None)) => self.answered += 1,
            Some(Ok(Some(got))) if got == value => self.answered += 1,
            Some(Ok(Some(got))) => self.wrong.push(format!("call {number} got {:?}", String::from_utf8_lossy(&got))),
            Some(Err(error)) => match kind(&error) {
                Some(kind) => *self.failed.entry(kind).or_default() += 1,
                None => self.wrong.push(format!("call {number} failed: {error:?}")),
            },
        }
    }

    /// Whether every call had its due.
    pub(crate) fn is_well(&self) -> bool {
        // A plugin that is down most of the time would have little to answer.
        self.late == 0 && self.endless == 0 && self.wrong.is_empty() && self.answered * 2 > self.asked
    }
}

/// The failures that may be: the plugin has ended, is not there, does not answer in time, or does not know the key any more.
fn kind(error: &CallError) -> Option<String> {
    match error {
        CallError::PluginExited { .. } | CallError::Disconnected { .. } | CallError::NotRunning { .. } => {
            Some(error.code().to_owned())
        }
        CallError::Status(status) => match status.code() {
            code @ (Code::NotFound | Code::DeadlineExceeded | Code::Unavailable | Code::Cancelled) => {
                Some(format!("{code:?}"))
            }
            _ => None,
        },
        _ => None,
    }
}

impl fmt::Display for Books {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { asked, answered, failed, late, endless, wrong, longest } = self;
        writeln!(f, "calls   {asked} asked, {answered} answered, {failed:?}")?;
        write!(f, "wrong   {} late, {endless} endless, {} wrong; longest {longest:?}", late, wrong.len())?;
        wrong.iter().take(10).try_for_each(|wrong| write!(f, "\n        {wrong}"))
    }
}
