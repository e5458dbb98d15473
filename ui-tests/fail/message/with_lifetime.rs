use pintle::Message;

#[derive(Message)]
pub struct Entry<'a> {
    pub key: &'a str,
}

fn main() {}
