use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, sizes: Vec<usize>) -> Result<(), Status>;
}

fn main() {}
