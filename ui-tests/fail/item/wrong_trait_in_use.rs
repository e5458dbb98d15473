use pintle::{Server, Status, plugin};

#[plugin(package = "kv.v1", cookei("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

struct Disk;

impl Kv for Disk {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        Ok(key.into_bytes())
    }
}

pub fn server() -> Server {
    Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Disk))
}

pub async fn host(kv: KvClient) -> Result<Vec<u8>, Status> {
    println!("{}", kv::SERVICE);
    kv.get("k".to_owned()).await
}

#[pintle::main]
fn main() -> impl Kv {
    Disk
}
