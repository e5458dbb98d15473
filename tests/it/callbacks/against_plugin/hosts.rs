//! Hosts that come first and wrong, late, twice, or again.

use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tonic::Code;

use super::super::script::{Callee, Caller, Kind, ScriptedHost, ack, knock, listen, numbers};
use super::sum;
use crate::started::soon;
use crate::tls::{connect, until_hung_up};

// B8 and X13 are go-plugin's limits, not ours.
#[tokio::test]
async fn two_hosts_at_once_can_broker() {
    for kind in Kind::ALL {
        let (plugin, mut first, mut its) = ScriptedHost::start(kind).await;
        let mut second = ScriptedHost::connect(&plugin, kind).await;
        let mut others = second.start_stream().await;
        for _ in 0..2 {
            soon(async { tokio::join!(first.works(&mut its), second.works(&mut others)) }).await;
        }
        drop((first, its));
        second.works(&mut others).await;
    }
}

#[tokio::test]
async fn a_host_that_comes_back_can_broker_again() {
    for kind in Kind::ALL {
        let plugin = ScriptedHost::plugin(kind).await;
        for _ in 0..3 {
            let mut host = ScriptedHost::connect(&plugin, kind).await;
            let mut broker = host.start_stream().await;
            host.works(&mut broker).await;
        }
    }
}

// X4.
#[tokio::test]
async fn a_stream_without_a_knock_is_a_main_connection() {
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let another = Caller::over(host.road.mux().open().await).await.unwrap();
        let id = u32::try_from(another.call("errand.v1.Errand/Adder", numbers(0, 0)).await.unwrap().first).unwrap();
        let adder = host.road.borrow(&mut broker, id).await;
        assert_eq!(adder.call("errand.v1.Adder/Add", numbers(1, 2)).await.unwrap(), numbers(3, 0), "{kind:?}");
        host.works(&mut broker).await;
    }
}

// U8.
#[tokio::test]
async fn a_first_connection_that_does_not_multiplex_is_closed_and_the_next_served() {
    let wrong: [&[u8]; 3] =
        [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0", &[0xff; 4096], b"GET / HTTP/1.1\r\n\r\n"];
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let plugin = ScriptedHost::plugin(kind).await;
        for bytes in wrong {
            let mut socket = connect(&plugin.line.address).await.unwrap();
            socket.write_all(bytes).await.unwrap();
            until_hung_up(socket).await;
        }
        drop(connect(&plugin.line.address).await.unwrap());
        let mut host = ScriptedHost::connect(&plugin, kind).await;
        let mut broker = host.start_stream().await;
        host.works(&mut broker).await;
    }
}

// X11 is go-plugin's limit, not ours.
pub async fn a_host_that_takes_its_time_is_served() {
    let late = |kind: Kind| async move {
        let plugin = ScriptedHost::plugin(kind).await;
        // Time is what this is about.
        tokio::time::sleep(Duration::from_millis(5500)).await;
        let mut host = ScriptedHost::connect(&plugin, kind).await;
        let mut broker = host.start_stream().await;
        host.works(&mut broker).await;
    };
    tokio::join!(late(Kind::MULTIPLEXED), late(Kind::KIN), late(Kind::PLAIN));
}

// U9: a Go host leaves its session open once it has asked.
#[tokio::test]
async fn a_plugin_that_is_asked_to_end_does_not_wait_for_its_host_to_hang_up() {
    for kind in Kind::ALL {
        let (mut plugin, host, broker) = ScriptedHost::start(kind).await;
        // Either an answer or the end of the connection (K1).
        _ = soon(host.main.call("plugin.GRPCController/Shutdown", numbers(0, 0))).await;
        assert_eq!(plugin.ended().await.code(), Some(0), "{kind:?}");
        drop((host, broker));
    }
}

#[tokio::test]
async fn a_host_that_vanishes_in_the_middle_of_a_call_leaves_the_plugin_well() {
    for kind in Kind::ALL {
        let (plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let called = sum(&host, 7);
        let mut callee = if kind.multiplexed {
            assert_eq!(broker.said().await, Some(knock(7)));
            broker.tell(&ack(7));
            Callee::over(host.road.mux().next().await.unwrap())
        } else {
            let (offer, listener) = listen(7).await;
            broker.tell(&offer);
            Callee::over(soon(listener.accept()).await.unwrap())
        };
        let asked = soon(callee.next()).await.unwrap();
        called.abort();
        drop((host, broker, callee, asked));
        let mut next = ScriptedHost::connect(&plugin, kind).await;
        let mut broker = next.start_stream().await;
        next.works(&mut broker).await;
    }
}

#[tokio::test]
async fn a_host_that_stops_reading_holds_no_other_up() {
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let (plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let id = host.borrowed().await;
        let adder = host.road.borrow(&mut broker, id).await;
        // There is no end to it, and nobody takes it.
        let _count = adder.stream("errand.v1.Adder/Count", &numbers(0, 0)).await.unwrap();
        host.road.mux().freeze();
        let mut next = ScriptedHost::connect(&plugin, kind).await;
        let mut its = next.start_stream().await;
        next.works(&mut its).await;
    }
}

#[tokio::test]
async fn a_callback_of_a_host_that_is_gone_says_so() {
    for kind in Kind::ALL {
        let plugin = ScriptedHost::plugin(kind).await;
        for is_called in [false, true] {
            let mut gone = ScriptedHost::connect(&plugin, kind).await;
            let mut broker = gone.start_stream().await;
            gone.main.call("errand.v1.Errand/Keep", numbers(7, 0)).await.unwrap();
            if is_called {
                let kept = gone.main.call("errand.v1.Errand/Kept", numbers(1, 2));
                let (kept, ()) = soon(async { tokio::join!(kept, gone.road.lend(&mut broker, 7)) }).await;
                assert_eq!(kept.unwrap(), numbers(3, 0), "{kind:?}");
            }
            drop((gone, broker));
            let mut next = ScriptedHost::connect(&plugin, kind).await;
            let mut broker = next.start_stream().await;
            next.works(&mut broker).await;
            let told = ["the broker's session with the host has ended", "the connection to the other end is lost"];
            // A process that is started meanwhile holds all sockets for a moment: the main one may be closed behind others.
            let said = async {
                loop {
                    let status = next.main.call("errand.v1.Errand/Kept", numbers(1, 2)).await.unwrap_err();
                    assert_eq!(status.code(), Code::Unavailable, "{kind:?}: {status:?}");
                    if status.message() == told[usize::from(is_called)] {
                        return;
                    }
                }
            };
            soon(said).await;
        }
    }
}
