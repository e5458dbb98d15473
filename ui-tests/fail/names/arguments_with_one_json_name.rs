use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, old_key: String, oldKey: String) -> Result<(), Status>;
}

fn main() {}
