use pintle::{Status, Streaming, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn sizes(&self) -> Result<Streaming<usize>, Status>;
}

fn main() {}
