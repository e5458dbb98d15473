//! A program with a `main` of its own, which serves for a while, and then goes on: it ends with 7.

#![expect(clippy::print_stderr, reason = "a program may complain")]

use std::process::ExitCode;

use kv::{Kv, KvServer, kv as service};
use pintle::{Server, Status};

struct Echo;

impl Kv for Echo {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status> {
        Ok(key.into_bytes())
    }

    async fn put(&self, _key: String, _value: Vec<u8>) -> Result<(), Status> {
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Server::new(service::HANDSHAKE).serve(1, KvServer::new(Echo)).run().await {
        Ok(()) => ExitCode::from(7),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
