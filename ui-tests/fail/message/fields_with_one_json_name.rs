use pintle::Message;

#[derive(Message)]
pub struct Entry {
    pub old_key: String,
    pub oldKey: String,
}

fn main() {}
