use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Entry {
    key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    #[reserved(2)]
    async fn put(&self, entry: Entry) -> Result<Entry, Status>;
}

fn main() {}
