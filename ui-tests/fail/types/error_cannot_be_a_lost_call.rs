use pintle::plugin;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, String>;
}

fn main() {}
