#[plugin(package = "streams.v1")]
pub trait Log {
    /// The lines from `start` on, as they come.
    async fn follow(&self, start: u64) -> Result<Streaming<String>, Status>;

    /// Appends lines to a log, and counts them.
    async fn append(&self, name: String, lines: Streaming<String>) -> Result<u64, Status>;

    /// The lines that match, as they come.
    async fn grep(&self, lines: Streaming<String>) -> Result<Streaming<String>, Status>;
}
