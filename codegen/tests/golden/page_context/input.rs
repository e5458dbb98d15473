#[plugin(package = "context.v1")]
pub trait Kv {
    async fn get(&self, cx: Context, key: String) -> Result<Vec<u8>, Status>;
}
