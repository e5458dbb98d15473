use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, (key, value): (String, String)) -> Result<(), Status>;
}

fn main() {}
