use pintle::Message;

#[derive(Message)]
#[reserved(2, 5..=7, "old")]
pub struct Entry {
    pub key: String,
    pub value: Vec<u8>,
    #[field(6)]
    pub size: u32,
    pub old: bool,
}

fn main() {}
