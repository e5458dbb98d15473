use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, value: &[u8]) -> Result<(), Status>;
}

fn main() {}
