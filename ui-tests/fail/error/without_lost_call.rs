#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("there is no key `{key}`", code = NotFound)]
    NotFound { key: String },
}

fn main() {}
