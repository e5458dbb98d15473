use pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn put(&self, it: char) -> Result<(), Status>;
}

fn main() {}
