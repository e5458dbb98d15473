use pintle::{Status, plugin};

#[plugin(package = "kv.v1", mock = "always")]
trait Kv {
    async fn get(&self) -> Result<(), Status>;
}

#[plugin(package = "kv.v1", mock(test, feature = "mock"))]
trait Other {
    async fn get(&self) -> Result<(), Status>;
}

fn main() {
    let _ = MockKv::new();
}
