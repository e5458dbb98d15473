use pintle::{Client, Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    async fn count(&self) -> Result<u64, Status>;
}

async fn used(kv: impl Kv) -> Result<u64, Status> {
    kv.get("k".to_owned()).await?;
    kv.count().await
}

fn movable(future: impl Future<Output = Result<u64, Status>> + Send + 'static) {
    drop(future);
}

fn shared<T: Kv + Client + Clone + std::fmt::Debug + Send + Sync + 'static>() {}

/// Calls move between threads, side by side.
pub fn both(kv: KvClient) {
    movable(used(kv.clone()));
    movable(used(kv));
}

fn main() {
    shared::<KvClient>();
}
