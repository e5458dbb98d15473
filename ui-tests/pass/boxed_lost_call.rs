//! An enum that stays small.

use pintle::{CallError, Failure, plugin};

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("full", code = ResourceExhausted)]
    Full,
    #[error(call)]
    Lost(Box<CallError>),
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, KvError>;
}

fn main() {
    let _ = KvError::Full.into_status();
}
