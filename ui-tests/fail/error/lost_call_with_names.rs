use pintle::CallError;

#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error(call)]
    Call { error: CallError },
}

fn main() {}
