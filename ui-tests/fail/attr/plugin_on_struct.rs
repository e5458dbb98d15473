use pintle::plugin;

#[plugin(package = "kv.v1")]
pub struct Kv;

fn main() {}
