use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn len(&self) -> Result<u64, Status>;
}

pub struct Disk;

#[plugin]
impl Kv for Disk {
    async fn len(&self) -> Result<u64, Status> {
        Ok(0)
    }
}

fn main() {}
