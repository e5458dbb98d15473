use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("full", kode = ResourceExhausted)]
    Full,
    #[error(call)]
    Call(CallError),
}

fn main() {}
