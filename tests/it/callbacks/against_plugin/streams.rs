//! The stream between the brokers, which a host opens too often, too late, or never (B3, B8, B11).

use tonic::Code;

use super::super::script::{Kind, ScriptedHost, numbers};
use super::{failure, sum, unavailable};
use crate::started::soon;

#[tokio::test]
async fn a_second_stream_is_refused_while_the_first_is_open() {
    for kind in Kind::ALL {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let refused = host.main.talk("plugin.GRPCBroker/StartStream").await.unwrap_err();
        assert_eq!(refused.code(), Code::FailedPrecondition, "{kind:?}");
        assert_eq!(refused.message(), "the broker's stream is open already");
        host.works(&mut broker).await;
    }
}

// B8 is a defect of go-plugin's.
#[tokio::test]
async fn a_stream_that_ended_can_be_opened_anew() {
    for kind in Kind::ALL {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        for _ in 0..3 {
            let waiting = sum(&host, 7);
            if kind.multiplexed {
                broker.said().await.unwrap();
            }
            broker.half_close();
            let (code, message) = failure(waiting).await;
            assert_eq!(
                (code, &*message),
                (Code::Unavailable, "the broker's session with the host has ended"),
                "{kind:?}"
            );
            drop(broker);
            broker = host.start_stream().await;
            host.works(&mut broker).await;
        }
    }
}

pub async fn a_host_that_never_opens_the_stream_is_told_in_time() {
    let silent = |kind: Kind, seconds: u64| async move {
        let plugin = ScriptedHost::plugin(kind).await;
        let mut host = ScriptedHost::connect(&plugin, kind).await;
        let no_answer = format!("the host did not say within {seconds}s where connection 7 leads");
        assert_eq!(failure(sum(&host, 7)).await, unavailable(&no_answer), "{kind:?}");
        // What the plugin has to tell waits for the stream.
        let id = host.borrowed().await;
        let mut broker = host.start_stream().await;
        if kind.multiplexed {
            while broker.said().await.unwrap().service_id != 7 {}
        }
        let adder = host.road.borrow(&mut broker, id).await;
        let sum = soon(adder.call("errand.v1.Adder/Add", numbers(1, 2))).await.unwrap();
        assert_eq!(sum, numbers(3, 0), "{kind:?}");
        host.works(&mut broker).await;
    };
    tokio::join!(silent(Kind::PLAIN, 5), silent(Kind::KIN, 5));
}
