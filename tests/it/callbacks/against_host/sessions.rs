//! The one connection: it dies, or nobody reads at its other end.

use std::time::Duration;

use pintle::{BrokerError, CallError, Client as _, Code, Context};
use pintle_tests::errand::Errand as _;

use super::super::script::{Callee, Kind, ScriptedPlugin, ack, knock};
use super::{broker_error, call};
use crate::started::soon;

#[tokio::test]
async fn a_connection_that_dies_in_the_middle_of_a_call_is_told_from_a_callback_that_is_gone() {
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let adder = scripted.adder(7).await;
        let called = call(&adder);
        assert_eq!(broker.said().await, Some(knock(7)));
        broker.tell(&ack(7));
        let mut callee = Callee::over(scripted.road.mux().next().await.unwrap());
        let asked = soon(callee.next()).await.unwrap();
        scripted.road.mux().hang_up().await;
        let error = soon(called).await.unwrap().unwrap_err();
        assert!(matches!(error, CallError::Disconnected { .. }), "{kind:?}: {error:?}");
        let error = soon(scripted.errand.adder()).await.unwrap_err();
        assert!(matches!(error, CallError::Disconnected { .. }), "{kind:?}: {error:?}");
        drop(asked);
    }
}

pub async fn a_plugin_that_stops_reading_holds_nobody_up() {
    let stopped = |kind: Kind| async move {
        let (mut scripted, _broker) = ScriptedPlugin::launch(kind).await;
        let adder = scripted.adder(7).await;
        scripted.road.mux().freeze();
        let dialled = broker_error(call(&adder)).await;
        assert!(matches!(dialled, BrokerError::NoAnswer { id: 7, .. }), "{kind:?}: {dialled:?}");
        let hurried = scripted.errand.with(Context::new().timeout(Duration::from_millis(100)));
        let error = soon(hurried.adder()).await.unwrap_err();
        let CallError::Status(status) = &error else { panic!("{kind:?}: {error:?}") };
        assert_eq!(status.code(), Code::DeadlineExceeded, "{kind:?}");
    };
    tokio::join!(stopped(Kind::MULTIPLEXED), stopped(Kind::KIN));
}
