//! What host and plugin share: the trait, what travels, and an implementation in memory.
//!
//! The tests are the point of this example: `tests/` has one file for each kind, and `docs/testing.md` quotes them.

mod memory;

pub use memory::Memory;
use pintle::{CallError, Callback, Message, Streaming, plugin};

// region: trait
/// A key/value store.
#[plugin(package = "store.v1", version = 1, cookie("STORE_PLUGIN", "b5b37c"), mock(feature = "mock"))]
pub trait Kv {
    /// The value under `key`, if there is one.
    async fn get(&self, key: String) -> Result<Option<Vec<u8>>, KvError>;
    /// Puts `value` under `key`.
    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), KvError>;
    /// Removes what is under `key`.
    async fn remove(&self, key: String) -> Result<(), KvError>;
    /// Every change of keys that begin with `prefix`, from now on.
    async fn watch(&self, prefix: String) -> Result<Streaming<Change, KvError>, KvError>;
    /// Puts entries for as long as they come, and counts them.
    async fn load(&self, entries: Streaming<Entry, KvError>) -> Result<u64, KvError>;
    /// Adds to the number under `key`; whoever calls does the sum.
    async fn add(&self, key: String, by: i64, adder: Callback<AdderClient>) -> Result<i64, KvError>;
}

/// It lives in the host; the plugin calls it back.
#[plugin(package = "store.v1", mock(feature = "mock"))]
pub trait Adder {
    /// The sum of the two.
    async fn sum(&self, a: i64, b: i64) -> Result<i64, CallError>;
}
// endregion

/// A key, and what is under it.
#[derive(Debug, Clone, PartialEq, Message)]
pub struct Entry {
    /// Not empty.
    pub key: String,
    /// Any bytes.
    pub value: Vec<u8>,
}

/// What can happen to a key.
#[derive(Debug, Clone, PartialEq, Message)]
pub enum Change {
    /// It has another value.
    Put(Entry),
    /// It is gone.
    Removed {
        /// The key.
        key: String,
    },
}

/// Why the store does not do as it is told.
#[derive(Debug, pintle::Error)]
pub enum KvError {
    /// Nothing is under the key.
    #[error("there is nothing under {key:?}", code = NotFound)]
    NotFound {
        /// The key.
        key: String,
    },
    /// A key is empty.
    #[error("a key must not be empty", code = InvalidArgument)]
    EmptyKey,
    /// What is under the key is no number.
    #[error("what is under {key:?} is no number", code = FailedPrecondition)]
    NotANumber {
        /// The key.
        key: String,
    },
    /// Whoever watches reads too slowly, and has missed changes.
    #[error("{missed} changes were missed", code = DataLoss)]
    TooSlow {
        /// How many.
        missed: u64,
    },
    /// The call was lost on its way.
    #[error(call)]
    Call(CallError),
}

/// So that tests can ask why in a word.
impl KvError {
    /// The call that was lost, if that is why.
    pub fn lost(&self) -> Option<&CallError> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }
}
