use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[reserved(2, "owner")]
    async fn put(&self, key: String, value: Vec<u8>, owner: String) -> Result<(), Status>;
}

fn main() {}
