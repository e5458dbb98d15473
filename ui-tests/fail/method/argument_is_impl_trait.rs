use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: impl Into<String>) -> Result<Vec<u8>, Status>;
}

fn main() {}
