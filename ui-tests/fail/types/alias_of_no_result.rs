use pintle::plugin;

type KvResult = Vec<u8>;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> KvResult;
}

fn main() {}
