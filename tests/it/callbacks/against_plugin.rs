//! Our plugin, and a host that does as it likes.

pub mod dials;
pub mod hosts;
pub mod streams;

use tokio::task::JoinHandle;
use tonic::{Code, Status};

use super::script::{Kind, Numbers, ScriptedHost, numbers};
use crate::started::soon;

#[tokio::test]
async fn a_host_of_any_kind_can_broker_with_our_plugin() {
    for kind in Kind::ALL {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        host.works(&mut broker).await;
        host.works(&mut broker).await;
    }
}

/// Has the plugin add 0 and 1 by the adder with this number.
fn sum(host: &ScriptedHost, id: u32) -> JoinHandle<Result<Numbers, Status>> {
    let main = host.main.clone();
    tokio::spawn(async move { main.call("errand.v1.Errand/Sum", numbers(id, 1)).await })
}

/// What a call was answered that needed an adder.
async fn failure(sum: JoinHandle<Result<Numbers, Status>>) -> (Code, String) {
    let status = soon(sum).await.unwrap().unwrap_err();
    (status.code(), status.message().to_owned())
}

fn unavailable(message: &str) -> (Code, String) {
    (Code::Unavailable, message.to_owned())
}
