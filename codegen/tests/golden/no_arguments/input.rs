#[plugin(package = "clock.v1")]
pub trait Clock {
    async fn reset(&self) -> Result<(), Status>;
    async fn now(&self) -> Result<SystemTime, Status>;
    async fn ticks(&self) -> Result<Streaming<Duration>, Status>;
}
