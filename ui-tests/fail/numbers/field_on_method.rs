use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[field(2)]
    async fn put(&self, key: String) -> Result<(), Status>;
}

fn main() {}
