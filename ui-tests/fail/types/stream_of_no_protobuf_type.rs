use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn count(&self, sizes: Streaming<usize>) -> Result<(), Status>;
}

fn main() {}
