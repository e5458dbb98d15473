//! Bodies that call other methods, take a context, and never see a copy of what was sent.

use pintle::{Context, Message, Status, plugin};

#[derive(Message)]
pub struct NotClone {
    key: String,
}

#[plugin(package = "kv.v1", crate = pintle)]
pub trait Kv {
    async fn get(&self, key: String) -> Result<Vec<u8>, Status>;

    async fn len(&self, it: Context, request: NotClone) -> Result<u64, Status> {
        _ = it;
        Ok(self.get(request.key).await?.len() as u64)
    }

    #[rpc(message, name = "Echo")]
    async fn r#type(&self, context: NotClone) -> Result<NotClone, Status> {
        Ok(context)
    }
}

fn main() {}
