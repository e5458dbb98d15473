use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, mut key: String) -> Result<(), Status>;
}

fn main() {}
