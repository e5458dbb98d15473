use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, name: String, lines: Streaming<Vec<String>>) -> Result<(), Status>;
}

fn main() {}
