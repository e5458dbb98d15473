#[derive(Debug, pintle::Error)]
pub enum KvError {
    #[error(call)]
    Call(String),
}

fn main() {}
