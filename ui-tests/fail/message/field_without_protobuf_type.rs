use pintle::Message;

#[derive(Message)]
pub struct Entry {
    pub key: String,
    pub at: usize,
}

fn main() {}
