use pintle::Message;

#[derive(Message)]
pub struct Entry {
    #[message(rename = "k")]
    pub key: String,
}

fn main() {}
