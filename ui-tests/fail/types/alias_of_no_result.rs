// An alias is known by the end of its name, and only the compiler can look into it: so this says more than the one
// message, that `Vec<u8>` is not a `Result`.

use pintle::plugin;

type KvResult = Vec<u8>;

#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> KvResult;
}

fn main() {}
