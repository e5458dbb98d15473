//! The plugin of go-plugin's own `negotiated` example, over again: version 3, and another one beside it. Its other one is
//! of net/rpc, ours is a gRPC one too.

use kv::{Kv, KvServer, kv as service};
use pintle::{Code, Server, Status};

struct Versioned(u32);

impl Kv for Versioned {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        let mut value = std::fs::read(format!("kv_{key}")).map_err(unknown)?;
        value.extend_from_slice(format!("Read by plugin version {}\n", self.0).as_bytes());
        Ok(value)
    }

    async fn put(&self, key: String, mut value: Vec<u8>) -> Result<(), Status> {
        value.extend_from_slice(format!("\n\nWritten from plugin version {}\n", self.0).as_bytes());
        std::fs::write(format!("kv_{key}"), value).map_err(unknown)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn unknown(error: std::io::Error) -> Status {
    Status::new(Code::Unknown, error.to_string())
}

#[pintle::main(handshake = service::HANDSHAKE)]
fn main() -> Server {
    let serve = |server: Server, version| server.serve(version, KvServer::new(Versioned(version)));
    [1, 3].into_iter().fold(Server::new(service::HANDSHAKE), serve)
}
