use pintle::{Status, plugin};

macro_rules! more {
    () => {};
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    more!();
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
