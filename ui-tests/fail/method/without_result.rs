use pintle::plugin;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, key: String);
}

fn main() {}
