use pintle::{Status, plugin};

#[plugin(package = "kv.v1")]
pub trait Kv {
    extern "C" fn len(&self) -> Result<u64, Status>;
}

fn main() {}
