use pintle::{Status, plugin};

#[plugin(package = "kv.v1", package = "kv.v2")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
