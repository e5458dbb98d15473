use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::FakeRelativeClock;

use super::peers::{MOST, Peers};
use super::{Limits, RateLimit, rounded};
use crate::status::Code;
use crate::transport::Identity;

const GET: &str = "/kv.v1.Kv/Get";
const PUT: &str = "/kv.v1.Kv/Put";

/// Limits by a clock that stands until it is told to go.
struct Stand {
    clock: FakeRelativeClock,
    limits: Limits<FakeRelativeClock>,
}

impl Stand {
    fn new(limits: &[RateLimit]) -> Self {
        let clock = FakeRelativeClock::default();
        Self { limits: Limits::new(limits, clock.clone()), clock }
    }

    /// How many of so many calls are admitted, and what the others are told to wait.
    fn admitted(&self, calls: u32, path: &str, peer: Identity) -> (u32, Option<Duration>) {
        let results: Vec<_> = (0..calls).map(|_| self.limits.admit(path, peer)).collect();
        let refusal = results.iter().find_map(|result| result.as_ref().err());
        assert!(refusal.is_none_or(|status| status.code() == Code::ResourceExhausted));
        let wait = refusal.map(|status| status.retry_after().expect("a refusal has a hint"));
        (u32::try_from(results.iter().filter(|result| result.is_ok()).count()).unwrap(), wait)
    }
}

fn n(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap()
}

fn peer(number: u32) -> Identity {
    Identity::Process { user: 1, process: Some(number) }
}

const MILLISECOND: Duration = Duration::from_millis(1);

#[test]
fn as_many_calls_are_admitted_as_the_rate_and_the_burst_say() {
    // The limit, what it admits at once, when the next is admitted, and what a minute admits.
    let table = [
        (RateLimit::per_second(n(100)), 100, MILLISECOND * 10, 100),
        (RateLimit::per_second(n(100)).burst(n(1)), 1, MILLISECOND * 10, 1),
        (RateLimit::per_second(n(100)).burst(n(200)), 200, MILLISECOND * 10, 200),
        (RateLimit::per_minute(n(6)), 6, MILLISECOND * 10_000, 6),
        (RateLimit::per_minute(n(6)).burst(n(10)), 10, MILLISECOND * 10_000, 6),
        (RateLimit::per(n(5), MILLISECOND * 50), 5, MILLISECOND * 10, 5),
        (RateLimit::per(n(1), Duration::from_secs(3600)), 1, MILLISECOND * 3_600_000, 0),
    ];
    for (limit, at_once, next, in_a_minute) in table {
        let stand = Stand::new(std::slice::from_ref(&limit));
        assert_eq!(stand.admitted(at_once + 7, GET, peer(1)), (at_once, Some(next)), "{limit:?}");
        stand.clock.advance(next - Duration::from_nanos(1));
        assert_eq!(stand.admitted(1, GET, peer(1)), (0, Some(MILLISECOND)), "{limit:?}: never too early");
        stand.clock.advance(Duration::from_nanos(1));
        assert_eq!(stand.admitted(2, GET, peer(1)).0, 1, "{limit:?}: one, and no more");
        stand.clock.advance(Duration::from_secs(60));
        assert_eq!(stand.admitted(at_once + 7, GET, peer(1)).0, in_a_minute.min(at_once), "{limit:?}");
    }
}

#[test]
fn rates_beyond_all_measure_are_cut_to_it() {
    let century = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    let endless = Stand::new(&[RateLimit::per(n(u32::MAX), Duration::ZERO).burst(n(u32::MAX))]);
    assert_eq!(endless.admitted(10_000, GET, peer(1)), (10_000, None));
    let never = Stand::new(&[RateLimit::per(n(1), Duration::MAX).burst(n(u32::MAX))]);
    assert_eq!(never.admitted(2, GET, peer(1)), (1, Some(century)));
    never.clock.advance(century);
    assert_eq!(never.admitted(2, GET, peer(1)).0, 1);
    let wide = Stand::new(&[RateLimit::per(n(1), Duration::from_secs(3600)).burst(n(u32::MAX))]);
    assert_eq!(wide.admitted(876_001, GET, peer(1)), (876_000, Some(Duration::from_secs(3600))), "a century's worth");
}

#[test]
fn a_methods_limit_is_for_that_method_alone() {
    let stand = Stand::new(&[RateLimit::per_minute(n(3)).method(GET), RateLimit::per_minute(n(10))]);
    assert_eq!(stand.admitted(5, GET, peer(1)).0, 3);
    assert_eq!(stand.admitted(20, PUT, peer(1)).0, 7, "the refused two have not been counted");
    assert_eq!(RateLimit::per_minute(n(3)).method("kv.v1.Kv/Get"), RateLimit::per_minute(n(3)).method(GET));
}

#[test]
fn each_peer_has_what_it_says_and_cannot_use_up_what_is_for_all() {
    let stand = Stand::new(&[RateLimit::per_minute(n(10)), RateLimit::per_minute(n(4)).each_peer()]);
    assert_eq!(stand.admitted(100, GET, peer(1)).0, 4);
    assert_eq!(stand.admitted(100, PUT, peer(1)).0, 0);
    assert_eq!(stand.admitted(100, GET, peer(2)).0, 4);
    assert_eq!(stand.admitted(100, GET, peer(3)).0, 2, "the rest of what is for all");

    let stand = Stand::new(&[RateLimit::per_minute(n(2)).each_peer().method(GET)]);
    assert_eq!(stand.admitted(5, GET, peer(1)).0, 2);
    assert_eq!(stand.admitted(5, GET, peer(2)).0, 2);
    assert_eq!(stand.admitted(5, PUT, peer(1)).0, 5);
}

#[test]
fn a_refusal_says_whose_limit_is_reached() {
    let all = RateLimit::per_minute(n(1));
    let table = [
        (all.clone(), "calls of this plugin"),
        (all.clone().each_peer(), "one caller's calls of this plugin"),
        (all.clone().method(GET), "calls of /kv.v1.Kv/Get"),
        (all.method(GET).each_peer(), "one caller's calls of /kv.v1.Kv/Get"),
    ];
    for (limit, subject) in table {
        let stand = Stand::new(&[limit]);
        assert_eq!(stand.admitted(1, GET, peer(1)).0, 1);
        let refusal = stand.limits.admit(GET, peer(1)).unwrap_err();
        assert_eq!(refusal.message(), format!("the rate limit of {subject} is reached; there is room again in 60s"));
    }
}

#[test]
fn peers_take_bounded_memory_and_those_without_room_share_one_bucket() {
    let clock = FakeRelativeClock::default();
    let peers = Peers::new(RateLimit::per_second(n(2)).quota(), clock.clone());
    let most = u32::try_from(MOST).unwrap();
    for number in 0..most {
        assert!(peers.take(peer(number)).is_ok());
    }
    let late: Vec<_> = (most..10 * most).map(|number| peers.take(peer(number)).is_ok()).collect();
    assert_eq!(late.iter().filter(|admitted| **admitted).count(), 2, "they share one");
    assert_eq!(peers.count(), MOST);
    assert!(peers.take(peer(0)).is_ok() && peers.take(peer(0)).is_err(), "who is known keeps what it has");

    clock.advance(Duration::from_millis(999));
    peers.take(peer(0)).unwrap();
    assert!(peers.take(peer(most)).is_ok(), "what was shared fills too");
    assert_eq!(peers.count(), MOST, "no bucket is full yet");
    clock.advance(MILLISECOND);
    assert!(peers.take(peer(most)).is_ok());
    assert_eq!(peers.count(), 2, "all are forgotten but who came of late");
    assert!(peers.take(peer(0)).is_ok() && peers.take(peer(0)).is_err(), "nobody forgets what it has used");
}

#[test]
fn a_hint_is_in_whole_milliseconds() {
    let table = [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2), (1_999_999_999, 2000)];
    for (nanoseconds, milliseconds) in table {
        assert_eq!(rounded(Duration::from_nanos(nanoseconds)), Duration::from_millis(milliseconds));
    }
}
