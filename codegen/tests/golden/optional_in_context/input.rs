#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn flush(&self) -> Result<(), Status> {
        Ok(())
    }
    async fn remove(&self, context: Context, key: String, recursive: bool) -> Result<u64, Status> {
        self.remove_all(context, vec![key], recursive).await
    }
    async fn remove_all(&self, context: Context, keys: Vec<String>, recursive: bool) -> Result<u64, Status>;
    #[rpc(message)]
    async fn check(&self, entry: Entry) -> Result<Report, Status> {
        Ok(Report::of(entry))
    }
}
