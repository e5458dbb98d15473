//! The store that every plugin here serves.

use std::collections::HashMap;
use std::sync::RwLock;

use kv::Kv;
use pintle::{Code, Status};

/// A map behind a lock, as in the Go driver.
#[derive(Debug, Default)]
pub struct Store(RwLock<HashMap<String, Vec<u8>>>);

impl Kv for Store {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        let values = self.0.read().expect("no call panics while it holds the lock");
        let value = values.get(&key).cloned();
        value.ok_or_else(|| Status::new(Code::NotFound, format!("no value under {key:?}")))
    }

    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status> {
        let mut values = self.0.write().expect("no call panics while it holds the lock");
        values.insert(key, value);
        Ok(())
    }
}
