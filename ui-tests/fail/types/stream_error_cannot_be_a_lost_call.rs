use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, keys: Streaming<String, String>) -> Result<(), Status>;
}

fn main() {}
