use pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    async fn len(&self) -> Result<u64, Status>;
}

pub struct Disk;

impl Kv for Disk {
    async fn len(&self) -> Result<u64, Status> {
        Ok(0)
    }
}

fn main() {}
