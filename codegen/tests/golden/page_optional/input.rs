#[plugin(package = "optional.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;

    /// Plugins that were built before this method was there are asked for the value.
    async fn size(&self, key: String) -> Result<u64, Status> {
        Ok(self.get(key).await?.len() as u64)
    }
}
