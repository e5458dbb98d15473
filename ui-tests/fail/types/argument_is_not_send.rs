use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn put(&self, value: std::rc::Rc<str>) -> Result<(), Status>;
}

fn main() {}
