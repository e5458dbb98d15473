//! Every order of events there is, for small counts: knock, answer, open, accept, shut, time-out, each at any moment, and
//! each message and stream under way for any length of time. Of two pintle ends, and of one with a model of go-plugin's.
//!
//! A direction of dialling shares no state with the other, so one is enough. Time has two moments, before and after the
//! broker's window.

mod go;
mod steps;
mod world;

use self::world::{Event, Outcome, World};
use super::Agreed;

use Event::{Dial, Expire, GiveUp, Open, Shut};

const KIN: Agreed = Agreed { multiplexed: true, kin: true };
const STRANGERS: Agreed = Agreed { multiplexed: true, kin: false };
const SOCKETS: Agreed = Agreed { multiplexed: false, kin: true };

/// What may happen at the side that dials, and at the side that accepts; each in this order.
type Script<'a> = (&'a [Event], &'a [Event]);

/// Ids 1 and 2, attempts 0 to 2.
const SCRIPTS: [Script<'static>; 10] = [
    (&[Dial(0, 1)], &[Open(1)]),
    (&[Dial(0, 1), Dial(1, 2)], &[Open(1), Open(2)]),
    (&[Dial(0, 1), Dial(1, 2)], &[Open(2), Open(1)]),
    (&[Dial(0, 1), Dial(1, 1), Dial(2, 2)], &[Open(1), Open(2)]),
    (&[Dial(0, 1), GiveUp(0), Dial(1, 2)], &[Open(1), Open(2)]),
    (&[Dial(0, 1), Dial(1, 2), GiveUp(0), Dial(2, 1)], &[Open(2), Open(1)]),
    (&[Dial(0, 1), Dial(1, 2)], &[Open(1), Shut(1), Open(2)]),
    (&[Dial(0, 1), Dial(1, 2), Dial(2, 1), GiveUp(1)], &[Open(1), Open(2), Shut(2)]),
    (&[Dial(0, 1), GiveUp(0), Dial(1, 1), GiveUp(1), Dial(2, 1)], &[Open(1), Expire]),
    (&[Dial(0, 1), Dial(1, 2), GiveUp(0)], &[Expire, Open(2), Open(1)]),
];

/// Of two pintle ends: who waits gets the stream that was opened for him, whatever else goes on.
fn judge(outcome: &Outcome, case: &str) {
    assert_eq!(outcome.misled, [], "{case}: a stream went to another door\n{outcome:#?}");
    // Where the window has passed, a knock may be forgotten: then the attempt's own deadline ends it.
    for (ticket, id) in outcome.unanswered.iter().filter(|_| !case.contains("Expire")) {
        assert!(!outcome.open.contains(id), "{case}: attempt {ticket} at door {id} was forgotten\n{outcome:#?}");
    }
    assert!(outcome.leftover.is_empty(), "{case}: {}\n{outcome:#?}", outcome.leftover);
}

#[test]
fn two_pintle_ends_never_mislead_a_stream_and_never_forget_an_attempt() {
    for (dialler, acceptor) in SCRIPTS {
        let case = format!("{dialler:?} | {acceptor:?}");
        let states = World::of_two(KIN, dialler, acceptor).explore(|outcome| judge(outcome, &case));
        assert!(states > 10, "{case}: only {states} states");
    }
}

#[test]
fn an_address_that_was_said_reaches_whoever_asks_in_time() {
    for (dialler, acceptor) in SCRIPTS {
        let case = format!("{dialler:?} | {acceptor:?}");
        World::of_two(SOCKETS, dialler, acceptor).explore(|outcome| {
            // A second attempt at one number finds its address used up (B6), and no stream is shared.
            let forgotten: Vec<_> = outcome.unanswered.iter().filter(|(_, id)| outcome.first_attempt_at(*id)).collect();
            assert!(forgotten.is_empty(), "{case}: {forgotten:?}\n{outcome:#?}");
            assert!(outcome.leftover.is_empty(), "{case}: {}\n{outcome:#?}", outcome.leftover);
        });
    }
}

#[test]
fn a_go_plugin_that_we_dial_gets_one_knock_at_a_time_and_each_stream_that_it_counts_on() {
    for (dialler, acceptor) in SCRIPTS {
        let case = format!("{dialler:?} | {acceptor:?}");
        World::dialling_go(STRANGERS, dialler, acceptor).explore(|outcome| {
            // Whoever waits behind an attempt that nobody answers waits for its deadline.
            let first = outcome.unanswered.iter().take(1).copied().collect();
            judge(&Outcome { unanswered: first, ..outcome.clone() }, &case);
            assert!(outcome.most_knocks <= 1, "{case}: {} knocks at once (X10)", outcome.most_knocks);
        });
    }
}

#[test]
fn a_go_host_that_dials_us_is_never_misled_even_by_an_answer_that_comes_too_late() {
    for (dialler, acceptor) in SCRIPTS {
        let case = format!("{dialler:?} | {acceptor:?}");
        World::dialled_by_go(STRANGERS, dialler, acceptor).explore(|outcome| {
            assert_eq!(outcome.misled, [], "{case}: a stream went to another door\n{outcome:#?}");
        });
    }
}
