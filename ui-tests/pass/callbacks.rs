//! Callbacks in every place, of traits that know each other and themselves.

use std::collections::HashMap;

use pintle::{Callback, Message, Status, Streaming, plugin};

type Watch = Callback<WatcherClient>;

#[derive(Message)]
pub struct Watchers<T> {
    pub first: Watch,
    pub others: Vec<Watch>,
    pub named: HashMap<String, Watch>,
    pub maybe: Option<Box<Watch>>,
    pub kind: Kind,
    pub value: T,
}

#[derive(Message)]
pub enum Kind {
    By(Watch),
    With { watcher: Watch, count: u32 },
}

#[plugin(package = "kv.v1")]
pub trait Watcher {
    async fn changed(&self, store: Callback<KvClient>) -> Result<Watch, Status>;
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn watch(&self, watchers: Watchers<String>, kind: Kind) -> Result<Watchers<u32>, Status>;
    async fn each(&self, watchers: Streaming<Watch>) -> Result<Streaming<Watch>, Status>;
    async fn lend(&self, watcher: Watch) -> Result<(), Status> {
        drop(watcher);
        Ok(())
    }
}

struct Quiet;

impl Watcher for Quiet {
    async fn changed(&self, _store: Callback<KvClient>) -> Result<Watch, Status> {
        Ok(Callback::new(Quiet))
    }
}

fn main() {
    fn relayed(client: WatcherClient) -> Watch {
        client.into()
    }
    let _ = relayed;
}
