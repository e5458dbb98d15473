#[plugin(package = "kv.v1")]
pub trait Kv {
    #[reserved(1, 4..=6, 19, "owner", "lease")]
    async fn put(&self, #[field(2)] key: String, value: Vec<u8>, #[field(20)] ttl: Duration) -> Result<(), Status>;
    #[reserved(2)]
    async fn load(&self, #[field(3)] entries: Streaming<Entry>) -> Result<u64, Status>;
}
