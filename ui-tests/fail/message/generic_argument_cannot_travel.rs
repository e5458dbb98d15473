use pintle::{Message, Status, plugin};

#[derive(Message)]
pub struct Page<T> {
    pub items: Vec<T>,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn list(&self) -> Result<Page<usize>, Status>;
}

fn main() {}
