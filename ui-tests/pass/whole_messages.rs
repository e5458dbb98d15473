//! Messages that are requests and responses, named as protobuf names those of methods.

use pintle::{Context, Message, Status, Streaming, plugin};

#[derive(Message)]
pub struct GetRequest {
    key: String,
}

#[derive(Message)]
pub struct GetResponse {
    value: Option<Vec<u8>>,
}

#[plugin(package = "kv.v1")]
pub trait Kv {
    #[rpc(message)]
    async fn get(&self, request: GetRequest) -> Result<GetResponse, Status>;
    #[rpc(message)]
    async fn get_all(&self, cx: Context, requests: Streaming<GetRequest>) -> Result<Streaming<GetResponse>, Status>;
}

fn main() {
    let names: Vec<_> = kv::descriptor().message_type.into_iter().filter_map(|message| message.name).collect();
    assert_eq!(names, ["GetRequest", "GetResponse"]);
}
