use pintle::{Status, plugin};

type Key = f64;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, map: std::collections::BTreeMap<Key, String>) -> Result<(), Status>;
}

fn main() {}
