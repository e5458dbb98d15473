#[plugin(package = "log.v1")]
pub trait Log {
    async fn follow(&self, start: u64) -> Result<Streaming<String, LogError>, LogError>;
    async fn append(&self, lines: Streaming<String, LogError>) -> Result<u64, LogError>;
    async fn replace(&self, name: String, lines: Streaming<String>, at: u64) -> Result<(), LogError>;
    async fn grep(&self, lines: Streaming<String, LogError>) -> Result<Streaming<String, LogError>, LogError>;
}
