#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, cx: Context, key: String) -> Result<Vec<u8>, Status>;
    async fn len(&self, it: Context) -> Result<u64, Status>;
}
