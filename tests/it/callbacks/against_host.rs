//! Our host, and a plugin that does as it likes.

pub mod addresses;
pub mod knocks;
pub mod sessions;
pub mod streams;

use std::time::Duration;

use pintle::{BrokerError, CallError, Callback};
use pintle_tests::errand::{Adder as _, AdderClient};
use tokio::io::AsyncReadExt as _;
use tokio::task::JoinHandle;

use super::script::{Kind, MuxStream, ScriptedPlugin};
use crate::started::soon;

#[tokio::test]
async fn a_plugin_of_any_kind_can_broker_with_our_host() {
    for kind in Kind::ALL {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        scripted.works(&mut broker).await;
        scripted.works(&mut broker).await;
    }
}

/// A call of the adder, which is 1 + 2.
fn call(adder: &Callback<AdderClient>) -> JoinHandle<Result<i64, CallError>> {
    let adder = adder.clone();
    tokio::spawn(async move { adder.add(1, 2).await })
}

/// What the broker said to a call that it could not make.
async fn broker_error(call: JoinHandle<Result<i64, CallError>>) -> BrokerError {
    match soon(call).await.unwrap() {
        Err(CallError::Broker(error)) => error,
        other => panic!("{other:?}"),
    }
}

fn assert_no_answer(error: &BrokerError, expected: u32, seconds: u64) {
    let BrokerError::NoAnswer { side: "plugin", id, after } = error else { panic!("{error:?}") };
    assert_eq!((*id, *after), (expected, Duration::from_secs(seconds)));
}

/// The other end let go of the callback.
async fn assert_let_go(call: JoinHandle<Result<i64, CallError>>) {
    let error = soon(call).await.unwrap().unwrap_err();
    assert!(matches!(error, CallError::LetGo { service: "errand.v1.Adder", by: "plugin" }), "{error:?}");
}

/// The stream comes, and goes unused.
pub(super) async fn assert_unused(stream: Option<MuxStream>) {
    let mut bytes = Vec::new();
    let read = soon(stream.unwrap().read_to_end(&mut bytes)).await;
    assert!(bytes.is_empty(), "{read:?}: {bytes:?}");
}
