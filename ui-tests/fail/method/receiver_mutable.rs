use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&mut self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
