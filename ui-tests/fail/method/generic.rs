use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get<K: Into<String>>(&self, key: K) -> Result<Vec<u8>, Status>;
}

fn main() {}
