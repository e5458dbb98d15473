use std::time::{Duration, Instant};

use super::*;

const KIN: Agreed = Agreed { multiplexed: true, kin: true };
const GO: Agreed = Agreed { multiplexed: true, kin: false };
const SOCKETS: Agreed = Agreed { multiplexed: false, kin: false };

fn desk(agreed: Agreed) -> Desk {
    let mut desk = Desk::new(agreed);
    desk.opened();
    desk
}

fn offer(id: u32) -> ConnInfo {
    ConnInfo { service_id: id, network: "unix".into(), address: format!("/p/{id}"), knock: None }
}

/// What the peer's end would hear.
fn told(acts: &[Act]) -> Vec<ConnInfo> {
    let told = acts.iter().filter_map(|act| match act {
        Act::Tell(message) => Some(message.clone()),
        _ => None,
    });
    told.collect()
}

#[test]
fn numbers_begin_at_1_wrap_and_leave_out_what_is_in_use() {
    let mut desk = desk(KIN);
    assert_eq!((desk.next_id(), desk.next_id()), (1, 2), "B1");
    desk.last_id = u32::MAX - 1;
    desk.open(1, Door::by_hand(), None).unwrap();
    assert_eq!((desk.next_id(), desk.next_id()), (u32::MAX, 2), "0 is none, and 1 is in use");
    assert_eq!(desk.open(1, Door::by_hand(), None), None);
}

#[test]
fn an_address_is_kept_for_the_window_and_a_second_one_is_dropped() {
    let (mut desk, now) = (desk(SOCKETS), Instant::now());
    assert_eq!(desk.heard(offer(1), now), []);
    assert_eq!(desk.heard(ConnInfo { address: "/other".into(), ..offer(1) }, now), [], "B5");
    desk.expire(now + WINDOW - Duration::from_millis(1));
    assert_eq!(desk.dial(Ticket(1), 1, Instant::now()), [Act::Connect(Ticket(1), offer(1))]);
    assert_eq!(desk.dial(Ticket(2), 1, Instant::now()), [], "B6: it was used");
    assert_eq!(desk.heard(offer(1), now), [Act::Connect(Ticket(2), offer(1))]);
    desk.heard(offer(2), now);
    desk.expire(now + WINDOW);
    assert_eq!(desk.dial(Ticket(3), 2, Instant::now()), [], "it has been forgotten");
}

#[test]
fn an_address_is_kept_for_as_long_as_a_callback_holds_it() {
    let (mut desk, now) = (desk(SOCKETS), Instant::now());
    desk.hold(1);
    desk.heard(offer(1), now);
    desk.expire(now + 10 * WINDOW);
    assert_eq!(desk.dial(Ticket(1), 1, Instant::now()), [Act::Connect(Ticket(1), offer(1))]);
    assert_eq!(desk.dial(Ticket(2), 1, Instant::now()), [Act::Connect(Ticket(2), offer(1))], "and more than once");
    desk.let_go(1);
    assert_eq!(desk.dial(Ticket(3), 1, Instant::now()), []);
}

#[test]
fn pintle_ends_say_what_they_hold_and_go_plugin_hears_nothing_of_it() {
    for (agreed, says) in [(KIN, 1), (GO, 0)] {
        let mut desk = desk(agreed);
        assert_eq!(desk.hold(7).len(), says);
        assert_eq!(desk.hold(7), [], "twice is once");
        assert_eq!(desk.let_go(7), []);
        assert_eq!(desk.let_go(7).len(), says);
    }
}

#[test]
fn a_knock_waits_for_its_door_as_long_as_the_window() {
    let (mut desk, now) = (desk(GO), Instant::now());
    assert_eq!(desk.heard(told(&[knock(1)]).remove(0), now), [], "X9");
    assert_eq!(desk.open(1, Door::by_hand(), None), Some(vec![answer(1, "")]));
    assert_eq!(desk.arrived(), Arrival::Door(1));
    assert_eq!(desk.arrived(), Arrival::Unannounced, "X4");
    desk.heard(told(&[knock(2)]).remove(0), now);
    desk.expire(now + WINDOW);
    assert_eq!(desk.open(2, Door::by_hand(), None), Some(vec![]));
}

#[test]
fn who_knocks_at_a_door_that_was_shut_is_told_if_it_is_pintle() {
    for (agreed, expected) in [(KIN, vec![answer(1, SHUT)]), (GO, vec![])] {
        let mut desk = desk(agreed);
        desk.open(1, Door::by_hand(), None);
        assert_eq!(desk.shut(1), [Act::Shut(1)]);
        assert_eq!(desk.heard(told(&[knock(1)]).remove(0), Instant::now()), expected);
    }
}

#[test]
fn a_stream_for_a_door_that_was_shut_meanwhile_is_nobodys() {
    let mut desk = desk(KIN);
    desk.open(1, Door::by_hand(), None);
    desk.heard(told(&[knock(1)]).remove(0), Instant::now());
    desk.shut(1);
    assert_eq!(desk.arrived(), Arrival::Late);
}

#[test]
fn what_was_lent_ends_when_nobody_needs_it() {
    let now = Instant::now();
    type Change = fn(&mut Door);
    let expire: Change = |_| {};
    let table: [(&str, Agreed, bool, &[Change], bool); 9] = [
        ("the call runs", GO, false, &[], false),
        ("the call is over, but somebody may be on his way", GO, false, &[Door::over], false),
        ("he has been waited for", GO, false, &[Door::over, expire], true),
        ("somebody is connected", GO, false, &[Door::visit, Door::over, expire], false),
        ("he has left", GO, false, &[Door::visit, Door::over, Door::leave], true),
        ("he may come again during the call", GO, false, &[Door::visit, Door::leave], false),
        ("the lender keeps it", GO, true, &[Door::visit, Door::over, Door::leave, expire], false),
        ("a pintle end holds it", KIN, false, &[Door::held, Door::over, expire], false),
        ("it lets go, whatever the lender keeps", KIN, true, &[Door::held, Door::let_go], true),
    ];
    for (case, kind, kept, changes, ends) in table {
        let mut desk = desk(kind);
        desk.open(1, Door::lent(kept), None);
        let mut acts = Vec::new();
        for change in changes {
            match std::ptr::fn_addr_eq(*change, expire) {
                true => acts.extend(desk.expire(now + WINDOW)),
                false => acts.extend(desk.settle(1, change, now)),
            }
        }
        assert_eq!(acts.contains(&Act::Shut(1)), ends, "{case}");
    }
}

#[test]
fn whoever_waits_hears_of_the_end() {
    for (stream, failure) in [(Stream::Over, Failure::Over), (Stream::Absent, Failure::Absent)] {
        let mut desk = desk(GO);
        desk.dial(Ticket(1), 1, Instant::now());
        desk.dial(Ticket(2), 2, Instant::now());
        let failed = [1, 2].map(|ticket| Act::Fail(Ticket(ticket), failure.clone()));
        desk.open(1, Door::lent(true), None);
        desk.open(2, Door::by_hand(), None);
        let shut = [Act::Shut(1)];
        assert_eq!(desk.ended(stream), [&failed[..], &shut].concat());
        assert_eq!(desk.dial(Ticket(3), 3, Instant::now()), [Act::Fail(Ticket(3), failure)]);
    }
}
