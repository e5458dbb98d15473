use pintle::Message;

#[derive(Message)]
#[message(package = "kv.v1")]
pub struct Entry {
    pub key: String,
}

fn main() {}
