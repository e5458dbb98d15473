use pintle::{Callback, Status, plugin};

#[plugin(package = "kv.v1")]
trait Kv {
    async fn watch(&self, watcher: Callback<String>) -> Result<(), Status>;
}

fn main() {}
