use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn count(&self, keys: Streaming<String>) -> Result<u64, Status> {
        drop(keys);
        Ok(0)
    }
}

fn main() {}
