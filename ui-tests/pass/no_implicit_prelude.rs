#![no_implicit_prelude]

use ::pintle::{Status, plugin};

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(
        &self,
        key: ::std::string::String,
    ) -> ::std::result::Result<::std::vec::Vec<u8>, Status>;
    async fn put(&self, entry: Entry) -> ::std::result::Result<(), Status>;
}

#[derive(::pintle::Message)]
pub struct Entry {
    pub key: ::std::string::String,
    pub value: ::std::option::Option<::std::vec::Vec<u8>>,
}

struct Disk;

impl Kv for Disk {
    async fn get(
        &self,
        key: ::std::string::String,
    ) -> ::std::result::Result<::std::vec::Vec<u8>, Status> {
        ::std::result::Result::Ok(key.into_bytes())
    }

    async fn put(&self, _entry: Entry) -> ::std::result::Result<(), Status> {
        ::std::result::Result::Ok(())
    }
}

pub mod plugin {
    use super::*;

    #[::pintle::main]
    pub fn main() -> impl Kv {
        Disk
    }
}

fn main() {}
