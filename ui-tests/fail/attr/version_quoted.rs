use pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"), version = "1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
