#[plugin(package = "log.v1")]
pub trait Log {
    async fn follow(&self, context: Context, from: u64) -> Result<Streaming<Line>, LogError>;
    async fn append(&self, context: Context, lines: Streaming<Line>) -> Result<u64, LogError>;
    async fn sort(&self, context: Context, by: Key, lines: Streaming<Line>) -> Result<Streaming<Line>, LogError>;
}
