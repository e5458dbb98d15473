#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    /// The length of a value; whoever has no shorter way gets the value.
    async fn len(&self, key: String) -> Result<u64, Status> {
        Ok(self.get(key).await?.len() as u64)
    }
    async fn touch(&self, cx: Context, key: String) -> Result<(), Status> {
        Err(Status::new(Code::Unimplemented, key))
    }
}
