use pintle::{Message, plugin};

macro_rules! messages {
    ($($name:ident)+) => {
        $(
            #[derive(Message)]
            pub struct $name {
                pub text: std::string::String,
            }
        )+
    };
}

messages! {
    Result Option Vec String Future Send Sync Sized Clone Debug Arc Box
    Call Connection Request Response Method Argument Service Handler Client Field Element Payload Status Error
    GetRequest GetResponse KvRequest Command Handshake Message2 T Self_
}

#[plugin(package = "kv.v1", cookie("KV_PLUGIN", "d3a0"))]
pub trait Kv {
    async fn get(&self, request: GetRequest) -> std::result::Result<GetResponse, pintle::Status>;
    async fn all(
        &self,
        result: Result,
        vec: Vec,
        string: String,
        call: Call,
        future: Future,
        request: std::vec::Vec<Request>,
        t: T,
    ) -> std::result::Result<std::option::Option<Option>, pintle::CallError>;
}

struct Disk;

impl Kv for Disk {
    async fn get(&self, request: GetRequest) -> std::result::Result<GetResponse, pintle::Status> {
        Ok(GetResponse { text: request.text })
    }

    async fn all(
        &self,
        _: Result,
        _: Vec,
        _: String,
        _: Call,
        _: Future,
        _: std::vec::Vec<Request>,
        _: T,
    ) -> std::result::Result<std::option::Option<Option>, pintle::CallError> {
        Ok(None)
    }
}

pub mod plugin {
    use super::*;

    #[pintle::main]
    pub fn main() -> impl Kv {
        Disk
    }
}

fn main() {}
