//! What the plugin is lent and cannot reach.

use super::super::script::{ConnInfo, Kind, ScriptedHost, ack, at, knock, listen, numbers, refusal};
use super::{failure, sum, unavailable};
use crate::started::soon;

fn no_answer(id: u32, seconds: u64) -> (tonic::Code, String) {
    unavailable(&format!("the host did not say within {seconds}s where connection {id} leads"))
}

const LET_GO: &str = "the host has let go of the callback errand.v1.Adder";

// B4, X5, U7.
pub async fn a_number_that_nobody_accepts_fails_in_time_and_late_answers_are_paired_with_nobody() {
    let unanswered = |kind: Kind, knocks: u8| async move {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        assert_eq!(failure(sum(&host, 7)).await, no_answer(7, 5 * u64::from(knocks.max(1))), "{kind:?}");
        for _ in 0..knocks {
            assert_eq!(broker.said().await, Some(knock(7)));
            broker.tell(&ack(7));
        }
        for _ in 0..knocks {
            super::super::against_host::assert_unused(host.road.mux().next().await).await;
        }
        let again = sum(&host, 7);
        host.road.lend(&mut broker, 7).await;
        assert_eq!(soon(again).await.unwrap().unwrap(), numbers(1, 0), "{kind:?}");
        host.works(&mut broker).await;
    };
    tokio::join!(unanswered(Kind::PLAIN, 0), unanswered(Kind::MULTIPLEXED, 2), unanswered(Kind::KIN, 1));
}

#[tokio::test]
async fn an_answer_that_says_no_ends_the_dial_at_once() {
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let refused = "the host refused connection 7: no listener for id 7";
        for (reason, told) in [("no listener for id 7", refused), ("it has been closed", LET_GO)] {
            let dialled = sum(&host, 7);
            assert_eq!(broker.said().await, Some(knock(7)));
            broker.tell(&refusal(7, reason));
            assert_eq!(failure(dialled).await, unavailable(told), "{kind:?}");
        }
        host.works(&mut broker).await;
    }
}

#[tokio::test]
async fn an_address_that_is_not_the_hosts_is_not_dialled() {
    let (_plugin, mut host, mut broker) = ScriptedHost::start(Kind::PLAIN).await;
    for (number, (network, address)) in
        (1..).zip([("tcp", "192.0.2.1:80"), ("udp", "127.0.0.1:1"), ("", ""), ("unix", "")])
    {
        let dialled = sum(&host, number);
        broker.tell(&at(number, network, address));
        let (code, message) = failure(dialled).await;
        let told = format!("the host says that connection {number} leads to {network} {address}: ");
        assert!(code == tonic::Code::Unavailable && message.starts_with(&told), "{message}");
    }
    for (number, path) in (10..).zip(["/nowhere/socket", "relative", "/dev/null", "\u{1}\n"]) {
        let dialled = sum(&host, number);
        broker.tell(&at(number, "unix", path));
        assert_eq!(failure(dialled).await, unavailable(LET_GO), "{path}");
    }
    host.works(&mut broker).await;
}

#[tokio::test]
async fn a_stream_to_what_was_let_go_after_its_knock_is_dropped() {
    let (_plugin, mut host, mut broker) = ScriptedHost::start(Kind::KIN).await;
    let id = host.borrowed().await;
    broker.tell(&at(id, "pintle", "held"));
    broker.tell(&knock(id));
    assert_eq!(broker.said().await, Some(ack(id)));
    broker.tell(&at(id, "pintle", "let go"));
    broker.tell(&knock(id));
    assert_eq!(broker.said().await, Some(refusal(id, "it has been closed")));
    // It is for the first knock.
    let stream = host.road.mux().open().await;
    super::super::against_host::assert_unused(Some(stream)).await;
    host.works(&mut broker).await;
}

#[tokio::test]
async fn words_that_mean_nothing_are_not_minded() {
    for kind in Kind::ALL {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let words = ["held", "let go", "", "nonsense"].map(|word| at(7, "pintle", word));
        let acks = [refusal(9, "no"), refusal(0, "no"), ConnInfo::default()];
        words.iter().chain(&acks).for_each(|word| broker.tell(word));
        host.works(&mut broker).await;
    }
}

#[tokio::test]
async fn the_number_0_is_no_callback_and_the_last_is_one() {
    for kind in Kind::ALL {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let (code, message) = failure(sum(&host, 0)).await;
        assert_eq!(code, tonic::Code::Internal, "{message}");
        assert!(message.contains("there is no callback, where one must be"), "{message}");
        for id in [u32::MAX, 1] {
            let called = sum(&host, id);
            host.road.lend(&mut broker, id).await;
            assert_eq!(soon(called).await.unwrap().unwrap(), numbers(1, 0), "{kind:?}: {id}");
        }
        host.works(&mut broker).await;
    }
}

// B5.
#[tokio::test]
async fn an_address_that_comes_first_is_the_one_and_is_kept_for_the_dial() {
    let (_plugin, mut host, mut broker) = ScriptedHost::start(Kind::PLAIN).await;
    let (offer, listener) = listen(7).await;
    host.road.serve(listener);
    broker.tell(&offer);
    broker.tell(&at(7, "tcp", "192.0.2.1:80"));
    assert_eq!(soon(sum(&host, 7)).await.unwrap().unwrap(), numbers(1, 0));
    host.works(&mut broker).await;
}

#[tokio::test]
async fn a_call_that_is_given_up_between_knock_and_answer_leaves_the_next_in_order() {
    for kind in [Kind::MULTIPLEXED, Kind::KIN] {
        let (_plugin, mut host, mut broker) = ScriptedHost::start(kind).await;
        let given_up = sum(&host, 7);
        assert_eq!(broker.said().await, Some(knock(7)));
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        broker.tell(&ack(7));
        super::super::against_host::assert_unused(host.road.mux().next().await).await;
        let again = sum(&host, 8);
        host.road.lend(&mut broker, 8).await;
        assert_eq!(soon(again).await.unwrap().unwrap(), numbers(1, 0), "{kind:?}");
        host.works(&mut broker).await;
    }
}
