use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(timeout = 5)]
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
