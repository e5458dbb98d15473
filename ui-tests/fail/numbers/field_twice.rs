use pintle::Message;

#[derive(Message)]
pub struct Entry {
    pub key: String,
    #[field(1)]
    pub value: Vec<u8>,
}

fn main() {}
