use pintle::{CallError, plugin};

#[derive(Debug)]
pub enum KvError {
    NotFound { key: String },
    Call(CallError),
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, KvError>;
}

fn main() {}
