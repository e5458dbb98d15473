use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, at: usize, len: u128) -> Result<(), Status>;
}

fn main() {}
