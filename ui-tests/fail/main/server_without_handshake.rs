use pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
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
fn main() -> pintle::Server {
    pintle::Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Disk))
}
