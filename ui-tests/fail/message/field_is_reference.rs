use pintle::Message;

#[derive(Message)]
pub struct Entry {
    pub key: &'static str,
}

fn main() {}
