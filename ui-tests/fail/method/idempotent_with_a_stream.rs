use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(idempotent)]
    async fn count(&self, keys: Streaming<String>) -> Result<u64, Status>;
}

fn main() {}
