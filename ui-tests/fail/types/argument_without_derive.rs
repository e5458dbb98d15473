use pintle::{Status, plugin};

pub struct Entry {
    pub key: String,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, entry: Entry) -> Result<(), Status>;
}

fn main() {}
