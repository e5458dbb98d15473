use pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn put(&self, it: std::collections::HashMap<String, u8>) -> Result<(), Status>;
}

fn main() {}
