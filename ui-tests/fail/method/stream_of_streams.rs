use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, keys: Streaming<Streaming<String>>) -> Result<(), Status>;
}

fn main() {}
