//! A store in memory.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::stream;
use pintle::{Callback, Streaming};
use tokio::sync::broadcast::{self, error::RecvError};

use crate::{Adder as _, AdderClient, Change, Entry, Kv, KvError};

/// A store that forgets everything when it ends.
#[derive(Debug)]
pub struct Memory {
    values: Mutex<BTreeMap<String, Vec<u8>>>,
    changes: broadcast::Sender<Change>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { values: Mutex::default(), changes: broadcast::Sender::new(REMEMBERED) }
    }
}

impl Kv for Memory {
    async fn get(&self, key: String) -> Result<Option<Vec<u8>>, KvError> {
        Ok(self.values().get(&key).cloned())
    }

    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), KvError> {
        self.set(Entry { key, value })
    }

    async fn remove(&self, key: String) -> Result<(), KvError> {
        match self.values().remove(&key) {
            Some(_) => {
                _ = self.changes.send(Change::Removed { key }); // An error means that nobody watches.
                Ok(())
            }
            None => Err(KvError::NotFound { key }),
        }
    }

    async fn watch(&self, prefix: String) -> Result<Streaming<Change, KvError>, KvError> {
        let changes = self.changes.subscribe();
        let watched = stream::unfold((changes, prefix), |(mut changes, prefix)| async move {
            let change = next(&mut changes, &prefix).await.transpose()?;
            Some((change, (changes, prefix)))
        });
        Ok(Streaming::new(watched))
    }

    async fn load(&self, mut entries: Streaming<Entry, KvError>) -> Result<u64, KvError> {
        let mut count = 0;
        while let Some(entry) = entries.try_next().await? {
            self.set(entry)?;
            count += 1;
        }
        Ok(count)
    }

    async fn add(&self, key: String, by: i64, adder: Callback<AdderClient>) -> Result<i64, KvError> {
        let value = self.get(key.clone()).await?.ok_or_else(|| KvError::NotFound { key: key.clone() })?;
        let number = std::str::from_utf8(&value).ok().and_then(|text| text.parse().ok());
        let number = number.ok_or_else(|| KvError::NotANumber { key: key.clone() })?;
        let sum = adder.sum(number, by).await?;
        self.put(key, sum.to_string().into_bytes()).await?;
        Ok(sum)
    }
}

impl Memory {
    fn set(&self, entry: Entry) -> Result<(), KvError> {
        if entry.key.is_empty() {
            return Err(KvError::EmptyKey);
        }
        let mut values = self.values();
        values.insert(entry.key.clone(), entry.value.clone());
        _ = self.changes.send(Change::Put(entry)); // An error means that nobody watches.
        Ok(())
    }

    fn values(&self) -> MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.values.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next change of a key that begins so; None when the store is gone.
async fn next(changes: &mut broadcast::Receiver<Change>, prefix: &str) -> Result<Option<Change>, KvError> {
    loop {
        match changes.recv().await {
            Ok(change) if change.key().starts_with(prefix) => return Ok(Some(change)),
            Ok(_) => {}
            Err(RecvError::Lagged(missed)) => return Err(KvError::TooSlow { missed }),
            Err(RecvError::Closed) => return Ok(None),
        }
    }
}

impl Change {
    /// The key that has changed.
    pub fn key(&self) -> &str {
        match self {
            Self::Put(entry) => &entry.key,
            Self::Removed { key } => key,
        }
    }
}

/// How many changes wait for whoever watches slowly.
const REMEMBERED: usize = 1024;
