use pintle::Message;

#[derive(Message)]
pub struct Entry(pub String, pub Vec<u8>);

fn main() {}
