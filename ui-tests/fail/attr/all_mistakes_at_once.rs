use pintle::plugin;

#[plugin(package = "kv..v1", nmae = "KV", cookie("", ""))]
pub trait Kv {
    fn get(&mut self, key: &str) -> Vec<u8>;
}

fn main() {}
