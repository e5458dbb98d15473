mod kv_api {
    use pintle::{Status, plugin};

    #[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
    pub trait Kv {
        async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    }
}

struct Disk;

impl kv_api::Kv for Disk {
    async fn get(&self, key: String) -> Result<Vec<u8>, pintle::Status> {
        Ok(key.into_bytes())
    }
}

pub mod plugin {
    use super::*;

    /// Nothing but the trait is named.
    #[pintle::main(flavor = "multi_thread")]
    pub fn main() -> Result<impl kv_api::Kv, String> {
        Ok(Disk)
    }
}

fn main() {}
