#[plugin(package = "proto", name = "KV", version = 1, cookie("BASIC_PLUGIN", "hello"))]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    async fn put(&self, key: String, value: Vec<u8>) -> Result<(), Status>;
}
