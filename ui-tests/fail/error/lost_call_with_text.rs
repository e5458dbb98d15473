use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error("lost", call)]
    Call(CallError),
}

fn main() {}
