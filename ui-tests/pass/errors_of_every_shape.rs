//! Variants without data, with one value and with names; numbers, positions and braces in texts; other derives beside it.

#![deny(warnings)]

use pintle::{CallError, Code, Failure, Message, plugin};

#[derive(Debug, Clone, PartialEq, Message)]
pub struct Reason {
    pub text: String,
}

#[derive(Debug, Clone, pintle::Error)]
#[reserved(9, "old")]
pub enum KvError {
    #[error("full")]
    Full,
    #[error("refused: {0:?} {{0}}", code = PermissionDenied)]
    #[field(5)]
    Refused(Reason),
    #[error("no {key:>6} at {line}", code = pintle::Code::NotFound)]
    NotFound { key: String, line: u32 },
    #[error("only some of its fields are told", code = Internal)]
    Quiet { key: String },
    #[error(call)]
    Call(CallError),
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, KvError>;
}

fn main() {
    let refused = KvError::Refused(Reason { text: "no".into() });
    assert_eq!(refused.to_string(), "refused: Reason { text: \"no\" } {0}");
    let status = KvError::NotFound { key: "k".into(), line: 3 }.into_status();
    assert_eq!((status.code(), status.message()), (Code::NotFound, "no      k at 3"));
    assert_eq!(KvError::Full.into_status().code(), Code::Unknown);
}
