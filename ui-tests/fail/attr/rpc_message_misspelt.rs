use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Entry {
    pub key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(mesage)]
    async fn put(&self, entry: Entry) -> Result<Entry, Status>;
}

fn main() {}
