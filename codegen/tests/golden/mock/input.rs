#[plugin(package = "log.v1", mock(feature = "mock"))]
pub trait Log {
    async fn tail(&self, context: Context, prefix: String) -> Result<Streaming<String>, Status>;
    async fn append(&self, book: String, lines: Streaming<String>) -> Result<u64, Status>;
}
