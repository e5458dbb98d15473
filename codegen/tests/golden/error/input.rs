#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("there is no key `{key}`", code = NotFound)]
    NotFound { key: String },
    #[error("refused: {0:?}", code = PermissionDenied)]
    #[field(5)]
    Refused(Reason),
    #[error("full")]
    Full,
    #[error(call)]
    Call(CallError),
}
