use pintle::{Status, plugin};

#[plugin]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
