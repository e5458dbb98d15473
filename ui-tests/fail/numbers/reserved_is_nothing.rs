use pintle::Message;

#[derive(Message)]
#[reserved]
#[reserved()]
#[reserved(2..5, 7..=6, 3.5, "no name")]
pub struct Entry {
    pub key: String,
}

fn main() {}
