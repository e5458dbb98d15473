use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

struct Disk;

impl Kv for Disk {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        Ok(key.into_bytes())
    }
}

#[pintle::main]
fn main() -> impl Kv {
    Disk
}
