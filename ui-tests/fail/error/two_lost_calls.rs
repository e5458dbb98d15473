use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error(call)]
    Call(CallError),
    #[error(call)]
    Other(CallError),
}

fn main() {}
