use pintle::{Context, Message};

#[derive(Message)]
pub struct Entry {
    pub key: String,
    pub context: Context,
}

fn main() {}
