//! Over sockets: addresses that come early, late, twice, or are none of the plugin's (B4, B5).

use pintle::{BrokerError, CallError};
use pintle_tests::errand::{Adder as _, AdderClient};

use super::super::script::{Kind, ScriptedPlugin, at, listen};
use super::{assert_let_go, assert_no_answer, broker_error, call};
use crate::started::soon;

#[tokio::test]
async fn an_address_that_is_not_the_plugins_is_not_dialled() {
    let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::PLAIN).await;
    let foreign = [
        ("tcp", "192.0.2.1:80", "it is not on this machine"),
        ("tcp", "example.com:80", "it is not on this machine"),
        ("tcp", "nonsense", ""),
        ("udp", "127.0.0.1:80", ""),
        ("", "/tmp/socket", ""),
        ("", "", ""),
        ("unix", "", ""),
    ];
    for (number, (network, address, why)) in (1..).zip(foreign) {
        let adder = scripted.adder(number).await;
        let dialled = call(&adder);
        broker.tell(&at(number, network, address));
        let error = broker_error(dialled).await;
        let BrokerError::ForeignAddress { side: "plugin", id, address: told, reason } = error else {
            panic!("{network} {address}: {error:?}")
        };
        assert_eq!((id, told), (number, format!("{network} {address}")));
        assert!(reason.contains(why) && !reason.is_empty(), "{network} {address}: {reason}");
    }
    scripted.works(&mut broker).await;
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_a_callback_that_is_gone() {
    let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::PLAIN).await;
    let gone = ["/nowhere/socket", "relative", "/dev/null", "\u{1}\n\t", &"long/".repeat(100)];
    for (number, path) in (1..).zip(gone) {
        let adder = scripted.adder(number).await;
        let dialled = call(&adder);
        broker.tell(&at(number, "unix", path));
        assert_let_go(dialled).await;
    }
    let adder = scripted.adder(9).await;
    let dialled = call(&adder);
    let (offer, listener) = listen(9).await;
    drop(listener);
    broker.tell(&offer);
    assert_let_go(dialled).await;
    scripted.works(&mut broker).await;
}

#[tokio::test]
async fn an_address_may_come_before_the_dial_and_after_it() {
    let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::PLAIN).await;
    let (early, listener) = listen(1).await;
    scripted.road.serve(listener);
    broker.tell(&early);
    // While one waits, a second is dropped.
    broker.tell(&at(1, "tcp", "192.0.2.1:80"));
    let adder = scripted.adder(1).await;
    assert_eq!(adder.add(1, 2).await.unwrap(), 3, "early");

    let adder = scripted.adder(2).await;
    let (late, listener) = listen(2).await;
    scripted.road.serve(listener);
    // The dial is polled first.
    let (sum, ()) = soon(async { tokio::join!(adder.add(1, 2), async { broker.tell(&late) }) }).await;
    assert_eq!(sum.unwrap(), 3, "late");
    scripted.works(&mut broker).await;
}

#[tokio::test]
async fn numbers_go_up_to_the_last_and_begin_again_with_one() {
    for kind in Kind::ALL {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(kind).await;
        for id in [u32::MAX, 1, i32::MAX as u32 + 1] {
            let adder = scripted.adder(id).await;
            let called = call(&adder);
            scripted.road.lend(&mut broker, id).await;
            assert_eq!(soon(called).await.unwrap().unwrap(), 3, "{kind:?}: {id}");
        }
        scripted.works(&mut broker).await;
    }
}

// B5, and B6: an address is good for as long as somebody holds what it leads to.
pub async fn an_address_is_forgotten_with_its_use_and_after_five_seconds_without() {
    let used = async {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::PLAIN).await;
        let (offer, listener) = listen(7).await;
        scripted.road.serve(listener);
        broker.tell(&offer);
        let adder: AdderClient = soon(scripted.plugin.broker().dial(7)).await.unwrap();
        assert_eq!(adder.add(1, 2).await.unwrap(), 3);
        drop(adder);
        assert_not_dialled(&scripted, 7).await;
        scripted.works(&mut broker).await;
    };
    let old = async {
        let (mut scripted, mut broker) = ScriptedPlugin::launch(Kind::PLAIN).await;
        let (offer, listener) = listen(7).await;
        scripted.road.serve(listener);
        broker.tell(&offer);
        // Heard before what comes next has taken its five seconds.
        scripted.works(&mut broker).await;
        assert_not_dialled(&scripted, 8).await;
        assert_not_dialled(&scripted, 7).await;
        scripted.works(&mut broker).await;
    };
    tokio::join!(used, old);
}

async fn assert_not_dialled(scripted: &ScriptedPlugin, id: u32) {
    match soon(scripted.plugin.broker().dial::<AdderClient>(id)).await {
        Err(CallError::Broker(error)) => assert_no_answer(&error, id, 5),
        other => panic!("{id}: {other:?}"),
    }
}
