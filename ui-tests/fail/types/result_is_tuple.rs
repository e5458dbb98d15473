use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn first(&self) -> Result<(String, Vec<u8>), Status>;
}

fn main() {}
