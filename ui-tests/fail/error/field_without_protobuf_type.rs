use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("full: {0}", code = ResourceExhausted)]
    Full(usize),
    #[error(call)]
    Call(CallError),
}

fn main() {}
