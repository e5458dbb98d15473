use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, #[field(2)] key: String, #[field(2)] value: Vec<u8>) -> Result<(), Status>;
}

fn main() {}
