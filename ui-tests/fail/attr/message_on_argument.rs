use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Entry {
    pub key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, #[message] entry: Entry) -> Result<(), Status>;
}

fn main() {}
