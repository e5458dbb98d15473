mod vendor {
    pub use pintle as engine;
}

use vendor::engine;
use vendor::engine::{Message, Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"), crate = engine)]
pub trait Kv {
    async fn put(&self, entry: Entry) -> Result<(), Status>;
}

#[derive(Message)]
#[message(crate = crate::vendor::engine)]
pub struct Entry {
    pub key: String,
}

struct Disk;

impl Kv for Disk {
    async fn put(&self, _entry: Entry) -> Result<(), Status> {
        Ok(())
    }
}

pub mod plugin {
    use super::*;

    #[engine::main(crate = engine)]
    pub fn main() -> impl Kv {
        Disk
    }
}

fn main() {}
