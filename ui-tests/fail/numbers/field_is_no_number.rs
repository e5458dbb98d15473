use pintle::Message;

#[derive(Message)]
pub struct Entry {
    #[field("2")]
    pub key: String,
    #[field]
    pub value: u32,
    #[field(-1)]
    pub more: u32,
    #[field(7)]
    #[field(8)]
    pub twice: u32,
}

fn main() {}
