use pintle::{Status, plugin};

#[plugin(package = "kv.v1", colour = "red")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
