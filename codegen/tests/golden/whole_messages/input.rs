#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn get(&self, request: GetRequest) -> Result<GetResponse, Status>;
    #[rpc(name = "Sync", message)]
    async fn sync_all(&self, cx: Context, entries: Streaming<Entry>) -> Result<Streaming<Entry>, Status>;
}
