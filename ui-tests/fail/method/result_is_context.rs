use pintle::{Context, Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Context, Status>;
}

fn main() {}
