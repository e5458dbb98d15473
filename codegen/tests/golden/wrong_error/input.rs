#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("there is no key `{key}`", code = NotFoud)]
    NotFound { key: String },
}
