use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[cfg(unix)]
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
