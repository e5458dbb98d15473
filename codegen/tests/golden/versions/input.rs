#[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
}

#[plugin(package = "kv.v2", name = "Kv", version = 2, cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv2 {
    async fn get(&self, key: String, revision: Option<u64>) -> Result<Option<Vec<u8>>, Status>;
}
