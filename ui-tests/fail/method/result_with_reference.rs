use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<&'static str, Status>;
}

fn main() {}
