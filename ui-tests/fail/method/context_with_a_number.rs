use pintle::{Context, Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, #[field(1)] cx: Context, key: String) -> Result<Vec<u8>, Status>;
}

fn main() {}
