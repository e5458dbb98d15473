#[plugin(package = "kv.v1", version = 2, cookie("KV_PLUGIN", "d3a0"), crate = crate::vendor::engine)]
pub trait Kv {
    async fn put(&self, key: String, entries: Streaming<Entry>) -> Result<(), Status>;
    async fn len(&self) -> Result<u64, Status> {
        Ok(0)
    }
}
