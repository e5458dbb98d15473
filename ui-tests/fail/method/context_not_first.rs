use pintle::{Context, Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String, cx: Context) -> Result<Vec<u8>, Status>;
}

fn main() {}
