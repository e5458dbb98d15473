use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    NotFound { key: String },
    #[error(call)]
    Call(CallError),
}

fn main() {}
