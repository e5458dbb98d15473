use pintle::Message;

#[derive(Message)]
#[message(transparent)]
pub struct Entry(pub String, pub Vec<u8>);

#[derive(Message)]
#[message(transparent)]
pub enum State {
    Idle,
}

fn main() {}
