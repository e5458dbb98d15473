use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn zip(&self, keys: Streaming<String>, values: Streaming<String>) -> Result<(), Status>;
}

fn main() {}
