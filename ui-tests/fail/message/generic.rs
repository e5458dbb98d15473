use pintle::Message;

#[derive(Message)]
pub struct Entry<T> {
    pub key: T,
}

fn main() {}
