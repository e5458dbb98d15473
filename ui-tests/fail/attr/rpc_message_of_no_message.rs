use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Entry {
    key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn get(&self, key: String) -> Result<Entry, Status>;
}

fn main() {}
