#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(idempotent)]
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;
    #[rpc(idempotent, name = "Set")]
    async fn put(&self, cx: Context, key: String, value: Vec<u8>) -> Result<(), Status>;
}
