#[plugin(package = "kv.v1")]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, crate::error::KvError>;
    async fn len(&self) -> Result<u64, pintle::CallError>;
    async fn list(&self) -> Result<Streaming<String, ListError>, Box<KvError>>;
    async fn find(&self, key: String) -> std::result::Result<Option<Entry>, FindError<Entry>>;
}
