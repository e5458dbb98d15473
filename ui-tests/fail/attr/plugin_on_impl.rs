use pintle::plugin;

pub struct Kv;

#[plugin(package = "kv.v1")]
impl Kv {}

fn main() {}
