#[derive(Message)]
pub struct Query {
    pub key: String,
    pub at: Option<u64>,
}

#[derive(Message)]
pub struct Answer {
    pub value: Vec<u8>,
}

#[plugin(package = "whole.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn get(&self, query: Query) -> Result<Answer, Status>;

    #[rpc(message, name = "Watch")]
    async fn watch_all(&self, query: Query) -> Result<Streaming<Answer>, Status>;
}
