use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: ) -> Result<Vec<u8>, Status>;
    async fn len(&self) -> Result<u64, Status>;
}

pub async fn count(kv: &KvClient) -> Result<u64, Status> {
    kv.len().await
}

fn main() {}
