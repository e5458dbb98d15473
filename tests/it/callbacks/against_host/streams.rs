//! The stream between the brokers: refused, never answered, ended (B3, B11), and what must never come over it.

use pintle::{BrokerError, CallError, Callback};
use pintle_tests::errand::{AdderClient, AdderServer, Errand as _, Plus};
use tonic::Code;

use super::super::script::{Asked, Kind, ScriptedPlugin, numbers};
use super::{assert_no_answer, broker_error, call};
use crate::started::soon;

#[tokio::test]
async fn a_plugin_without_a_broker_is_never_lent_anything() {
    for kind in Kind::ALL {
        let (mut scripted, ()) = ScriptedPlugin::answering(kind, |asked| asked.refuse(Code::Unimplemented)).await;
        let error = soon(scripted.errand.sum(Callback::new(Plus(0)), 1)).await.unwrap_err();
        assert!(matches!(error, CallError::Broker(BrokerError::Absent { side: "plugin" })), "{kind:?}: {error:?}");
        let error = scripted.plugin.broker().accept(7, AdderServer::new(Plus(0))).unwrap_err();
        assert!(matches!(error, BrokerError::Absent { side: "plugin" }), "{kind:?}: {error:?}");
        // The next that the plugin hears of is this.
        let adder = scripted.adder(7).await;
        assert_eq!(scripted.broken_off, [""; 0], "{kind:?}: the call was made");
        let error = broker_error(call(&adder)).await;
        assert!(matches!(error, BrokerError::Absent { side: "plugin" }), "{kind:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_stream_that_ends_takes_what_waits_for_it_along() {
    for kind in Kind::ALL {
        for code in [Code::Ok, Code::Internal] {
            let (mut scripted, broker) = ScriptedPlugin::launch(kind).await;
            let adder = scripted.adder(7).await;
            let waiting = call(&adder);
            broker.end(code);
            let error = broker_error(waiting).await;
            assert!(matches!(error, BrokerError::Over { side: "plugin" }), "{kind:?}: {error:?}");
            let error = soon(scripted.errand.sum(Callback::new(Plus(0)), 1)).await.unwrap_err();
            assert!(matches!(error, CallError::Broker(BrokerError::Over { .. })), "{kind:?}: {error:?}");
            // Calls that lend nothing go on.
            scripted.adder(8).await;
        }
    }
}

// A server may keep its headers until it has something to say.
pub async fn a_stream_that_is_never_answered_carries_what_the_host_tells() {
    let unanswered = |kind: Kind| async move {
        let (mut scripted, start_stream) = ScriptedPlugin::answering(kind, |asked: Asked| asked).await;
        let adder = scripted.adder(7).await;
        let error = broker_error(call(&adder)).await;
        assert_no_answer(&error, 7, if kind.multiplexed && !kind.kin { 10 } else { 5 });
        let (_, asked, sum) = scripted.lent(Callback::<AdderClient>::new(Plus(0))).await;
        asked.answer(&numbers(1, 0));
        assert_eq!(soon(sum).await.unwrap(), 1, "{kind:?}");
        drop(start_stream);
    };
    tokio::join!(unanswered(Kind::PLAIN), unanswered(Kind::MULTIPLEXED), unanswered(Kind::KIN));
}

#[tokio::test]
async fn the_number_0_is_no_callback() {
    for kind in Kind::ALL {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let errand = scripted.errand.clone();
        let call = tokio::spawn(async move { errand.adder().await });
        scripted.asked("Adder").await.0.answer(&numbers(0, 0));
        let error = soon(call).await.unwrap().unwrap_err();
        let CallError::Status(status) = &error else { panic!("{kind:?}: {error:?}") };
        assert!(status.message().contains("there is no callback, where one must be"), "{kind:?}: {status:?}");
        scripted.works(&mut broker).await;
    }
}

#[tokio::test]
async fn a_number_is_accepted_once_at_a_time() {
    for kind in Kind::ALL {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let ours = scripted.plugin.broker();
        for _ in 0..3 {
            let accepted = ours.accept(7, AdderServer::new(Plus(0))).unwrap();
            let again = ours.accept(7, AdderServer::new(Plus(0))).unwrap_err();
            assert!(matches!(again, BrokerError::InUse { id: 7 }), "{kind:?}: {again:?}");
            let adder = scripted.road.borrow(&mut broker, 7).await;
            let sum = adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap();
            assert_eq!(sum, numbers(3, 0), "{kind:?}");
            drop(accepted);
        }
        scripted.works(&mut broker).await;
    }
}
