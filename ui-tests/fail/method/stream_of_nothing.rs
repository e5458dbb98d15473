use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn keys(&self, keys: Streaming) -> Result<(), Status>;
}

fn main() {}
