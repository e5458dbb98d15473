use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get_all(&self) -> Result<(), Status>;
    async fn get__all(&self) -> Result<(), Status>;
}

fn main() {}
