use pintle::{Message, Status, plugin};

mod inner {
    use super::*;

    #[derive(Message)]
    pub struct Entry {
        pub key: String,
    }
}

pub use inner::Entry as Pair;

pub type Key = String;
pub type Bytes = Vec<u8>;
pub type Pairs<T> = std::collections::HashMap<Key, T>;
pub type Nothing = ();
pub type Result<T, E = Status> = std::result::Result<T, E>;
pub type KvResult = std::result::Result<Pairs<Pair>, Status>;

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, key: Key) -> Result<Bytes>;
    async fn put(&self, pairs: Pairs<Pair>) -> Result<Nothing>;
    async fn all(&self) -> KvResult;
    async fn of(&self, keys: <[String] as ToOwned>::Owned) -> std::result::Result<Option<Pair>, Status>;
}

struct Disk;

impl Kv for Disk {
    async fn get(&self, key: Key) -> Result<Bytes> {
        Ok(key.into_bytes())
    }

    async fn put(&self, _: Pairs<Pair>) -> Result<Nothing> {
        Ok(())
    }

    async fn all(&self) -> KvResult {
        Ok(Pairs::new())
    }

    async fn of(&self, _: Vec<String>) -> Result<Option<Pair>> {
        Ok(None)
    }
}

pub mod plugin {
    use super::*;

    #[pintle::main]
    pub fn main() -> impl Kv {
        Disk
    }
}

fn main() {}
