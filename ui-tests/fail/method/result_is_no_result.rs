use pintle::plugin;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Option<Vec<u8>>;
}

fn main() {}
