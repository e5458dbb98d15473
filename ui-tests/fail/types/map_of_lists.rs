use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, map: std::collections::HashMap<String, Vec<u32>>) -> Result<(), Status>;
}

fn main() {}
