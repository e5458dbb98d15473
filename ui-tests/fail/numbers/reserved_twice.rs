use pintle::Message;

#[derive(Message)]
#[reserved(5..=9, 7, "old", "old")]
#[reserved(0)]
pub struct Entry {
    pub key: String,
}

fn main() {}
