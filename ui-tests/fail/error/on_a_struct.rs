#[derive(Debug, pintle::Error)]
pub struct KvError {
    key: String,
}

fn main() {}
