//! The plugin: a store in memory.

use std::collections::HashMap;
use std::sync::Mutex;

use kv::Kv;
use pintle::{Code, Status};
use tracing::info;

#[derive(Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

impl Kv for Memory {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        let values = self.0.lock().expect("no call panics while it holds the lock");
        let value = values.get(&key).cloned();
        value.ok_or_else(|| Status::new(Code::NotFound, format!("no value under {key:?}")))
    }

    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status> {
        info!(key, bytes = value.len(), "put");
        let mut values = self.0.lock().expect("no call panics while it holds the lock");
        values.insert(key, value);
        Ok(())
    }
}

#[pintle::main]
fn main() -> impl Kv {
    Memory::default()
}
