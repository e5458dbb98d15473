use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn len(&self) -> Result<u64, Status>;
}

fn main() {}
