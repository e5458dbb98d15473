//! Over one connection: knocks, answers and streams in every wrong order (X4 to X10).

use pintle::BrokerError;
use pintle_tests::errand::{Adder as _, AdderClient, AdderServer, Plus};
use tokio::io::AsyncReadExt as _;

use super::super::script::{Callee, Caller, Kind, ScriptedPlugin, ack, knock, numbers, refusal};
use super::{assert_let_go, assert_no_answer, assert_unused, broker_error, call};
use crate::started::soon;

const MULTIPLEXED: [Kind; 2] = [Kind::MULTIPLEXED, Kind::KIN];

// X5, X9, U7.
pub async fn a_knock_that_is_answered_late_is_paired_with_nobody() {
    // Towards a peer that may have lost its answer, the host knocks twice.
    let late = |kind: Kind, knocks: u8| async move {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let adder = scripted.adder(7).await;
        let error = broker_error(call(&adder)).await;
        assert_no_answer(&error, 7, 5 * u64::from(knocks));
        for _ in 0..knocks {
            assert_eq!(broker.said().await, Some(knock(7)));
            broker.tell(&ack(7));
        }
        for _ in 0..knocks {
            assert_unused(scripted.road.mux().next().await).await;
        }
        let again = call(&adder);
        scripted.road.lend(&mut broker, 7).await;
        assert_eq!(soon(again).await.unwrap().unwrap(), 3, "{kind:?}: the next dial");
        scripted.works(&mut broker).await;
    };
    tokio::join!(late(Kind::MULTIPLEXED, 2), late(Kind::KIN, 1));
}

#[tokio::test]
async fn an_answer_that_says_no_ends_the_dial_at_once() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let adder = scripted.adder(7).await;
        let refused = call(&adder);
        assert_eq!(broker.said().await, Some(knock(7)));
        broker.tell(&refusal(7, "no listener for id 7"));
        let error = broker_error(refused).await;
        assert!(
            matches!(&error, BrokerError::Refused { id: 7, reason, .. } if reason == "no listener for id 7"),
            "{error}"
        );
        let closed = call(&adder);
        assert_eq!(broker.said().await, Some(knock(7)));
        broker.tell(&refusal(7, "it has been closed"));
        assert_let_go(closed).await;
        scripted.works(&mut broker).await;
    }
}

#[tokio::test]
async fn an_answer_to_no_knock_costs_a_stream_and_nothing_else() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        broker.tell(&refusal(9, "there is no 9"));
        broker.tell(&ack(9));
        assert_unused(scripted.road.mux().next().await).await;
        scripted.works(&mut broker).await;
    }
}

// X7.
#[tokio::test]
async fn a_stream_without_a_knock_is_dropped() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let stream = scripted.road.mux().open().await;
        assert_unused(Some(stream)).await;
        scripted.works(&mut broker).await;
    }
}

#[tokio::test]
async fn a_dial_that_is_given_up_after_its_knock_leaves_the_next_in_order() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let adder = scripted.adder(7).await;
        let given_up = call(&adder);
        assert_eq!(broker.said().await, Some(knock(7)));
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        broker.tell(&ack(7));
        assert_unused(scripted.road.mux().next().await).await;
        let again = call(&adder);
        scripted.road.lend(&mut broker, 7).await;
        assert_eq!(soon(again).await.unwrap().unwrap(), 3, "{kind:?}");
        scripted.works(&mut broker).await;
    }
}

#[tokio::test]
async fn a_stream_to_a_callback_that_was_closed_after_its_knock_is_dropped() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let adder = pintle::Callback::<AdderClient>::new(Plus(0));
        let (id, asked, sum) = scripted.lent(adder.clone()).await;
        broker.tell(&knock(id));
        assert_eq!(broker.said().await, Some(ack(id)));
        adder.close();
        let mut stream = scripted.road.mux().open().await;
        let mut bytes = Vec::new();
        _ = soon(stream.read_to_end(&mut bytes)).await;
        assert!(bytes.is_empty(), "{kind:?}: {bytes:?}");
        if kind.kin {
            broker.tell(&knock(id));
            assert_eq!(broker.said().await, Some(refusal(id, "it has been closed")), "{kind:?}");
        }
        asked.answer(&numbers(0, 0));
        soon(sum).await.unwrap();
        scripted.works(&mut broker).await;
    }
}

// X9: one knock waits for whoever accepts later.
#[tokio::test]
async fn a_knock_may_come_before_its_number_is_accepted() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        broker.tell(&knock(7));
        broker.tell(&ack(9));
        // What was said before has been heard.
        assert_unused(scripted.road.mux().next().await).await;
        let accepted = scripted.plugin.broker().accept(7, AdderServer::new(Plus(0))).unwrap();
        assert_eq!(broker.said().await, Some(ack(7)), "{kind:?}");
        let adder = Caller::over(scripted.road.mux().open().await).await.unwrap();
        assert_eq!(adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap(), numbers(3, 0), "{kind:?}");
        drop((adder, accepted));
        scripted.works(&mut broker).await;
    }
}

// X6: every connection knocks anew.
#[tokio::test]
async fn one_number_is_knocked_for_again_and_again() {
    for kind in MULTIPLEXED {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        let accepted = scripted.plugin.broker().accept(7, AdderServer::new(Plus(0))).unwrap();
        let mut adders = Vec::new();
        for count in 0..5 {
            let dialled = scripted.plugin.broker();
            let dialled = tokio::spawn(async move { dialled.dial::<AdderClient>(8).await });
            scripted.road.lend(&mut broker, 8).await;
            let theirs = soon(dialled).await.unwrap().unwrap();
            let ours = scripted.road.borrow(&mut broker, 7).await;
            adders.push((theirs, ours));
            for (theirs, ours) in &adders {
                assert_eq!(theirs.add(1, 2).await.unwrap(), 3, "{kind:?}: {count}");
                let sum = ours.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap();
                assert_eq!(sum, numbers(3, 0), "{kind:?}: {count}");
            }
        }
        drop((adders, accepted));
        scripted.works(&mut broker).await;
    }
}

// X10.
#[tokio::test]
async fn many_dials_at_once_wait_for_each_other_unless_the_plugin_is_pintle() {
    let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::MULTIPLEXED).await;
    let (seven, eight) = (scripted.adder(7).await, scripted.adder(8).await);
    let calls = (call(&seven), call(&eight));
    scripted.road.lend(&mut broker, 7).await;
    scripted.road.lend(&mut broker, 8).await;
    assert_eq!((soon(calls.0).await.unwrap().unwrap(), soon(calls.1).await.unwrap().unwrap()), (3, 3));
    scripted.works(&mut broker).await;

    let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::KIN).await;
    let (seven, eight) = (scripted.adder(7).await, scripted.adder(8).await);
    let calls = (call(&seven), call(&eight));
    assert_eq!([broker.said().await, broker.said().await], [Some(knock(7)), Some(knock(8))]);
    // Streams come in the order of the answers.
    broker.tell(&ack(8));
    broker.tell(&ack(7));
    let mut streams = Vec::new();
    for add in [100, 200] {
        let stream = scripted.road.mux().next().await.unwrap();
        streams.push(tokio::spawn(Callee::over(stream).add_all(add)));
    }
    assert_eq!((soon(calls.0).await.unwrap().unwrap(), soon(calls.1).await.unwrap().unwrap()), (203, 103));
    drop((seven, eight));
    for stream in streams {
        soon(stream).await.unwrap();
    }
    scripted.works(&mut broker).await;
}
