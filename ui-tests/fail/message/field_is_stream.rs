use pintle::{Message, Streaming};

#[derive(Message)]
pub struct Page {
    pub name: String,
    pub lines: Streaming<String>,
}

fn main() {}
