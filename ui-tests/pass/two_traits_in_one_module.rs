use pintle::{CallError, Message, Server, Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, entry: Entry) -> Result<(), Status>;
}

#[plugin(package = "kv.v2", name = "Kv", version = 2, cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv2 {
    async fn get(&self, entry: Entry) -> Result<(), CallError>;
}

/// One message for both: it takes the package of whoever speaks of it.
#[derive(Message)]
pub struct Entry {
    pub key: String,
}

pub struct Disk;

impl Kv for Disk {
    async fn get(&self, _: Entry) -> Result<(), Status> {
        Ok(())
    }
}

impl Kv2 for Disk {
    async fn get(&self, _: Entry) -> Result<(), CallError> {
        Ok(())
    }
}

pub mod plugin {
    use super::*;

    #[pintle::main(handshake = kv::HANDSHAKE, flavor = "current_thread")]
    pub fn main() -> Result<Server, std::io::Error> {
        Ok(Server::new(kv::HANDSHAKE).serve(1, KvServer::new(Disk)).serve(2, Kv2Server::new(Disk)))
    }
}

fn main() {}
