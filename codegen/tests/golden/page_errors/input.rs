/// Why a value is not there.
#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("there is no key `{key}`", code = NotFound)]
    NotFound { key: String },
    #[error("the store is locked", code = FailedPrecondition)]
    Locked,
    #[error(call)]
    Call(CallError),
}

#[plugin(package = "errors.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, KvError>;
}
