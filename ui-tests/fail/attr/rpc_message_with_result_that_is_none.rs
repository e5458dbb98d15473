use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Entry {
    key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn put(&self, entry: Entry) -> Result<u64, Status>;
}

fn main() {}
