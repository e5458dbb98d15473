use pintle::Message;

#[derive(Message)]
pub struct Entry<const N: usize> {
    pub key: [u8; N],
}

fn main() {}
