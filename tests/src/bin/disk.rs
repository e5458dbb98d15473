//! The plugin of go-plugin's own `grpc` example, over again: a file `kv_KEY` for each key, in the working directory.

use kv::Kv;
use pintle::{Code, Status};

struct Disk;

impl Kv for Disk {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        std::fs::read(format!("kv_{key}")).map_err(|error| Status::new(Code::Unknown, error.to_string()))
    }

    async fn put(&self, key: String, mut value: Vec<u8>) -> Result<(), Status> {
        value.extend_from_slice(b"\n\nWritten from pintle");
        std::fs::write(format!("kv_{key}"), value).map_err(|error| Status::new(Code::Unknown, error.to_string()))
    }
}

#[pintle::main]
fn main() -> impl Kv {
    Disk
}
