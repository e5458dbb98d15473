//! Brokering over one connection.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "mux-field",
        title: "asked to multiplex, it says whether it can",
        level: Level::Expected,
        facts: &["L3", "L11", "X1"],
        expected: "field 7 is true or false",
        needs: &[],
    },
    Check {
        id: "mux-session",
        title: "where it says true it multiplexes",
        level: Level::Required,
        facts: &["X2", "X4"],
        expected: "an answer on the first stream of a yamux session",
        needs: &["mux-field"],
    },
    Check {
        id: "mux-again",
        title: "a second stream is a connection too",
        level: Level::Expected,
        facts: &["X4"],
        expected: "an answer on the second stream of the session, the first one closed",
        needs: &["mux-session"],
    },
    Check {
        id: "mux-tls",
        title: "it multiplexes under TLS",
        level: Level::Required,
        facts: &["X3", "T11"],
        expected: "an answer over TLS inside a yamux stream",
        needs: &["mux-session", "tls-host"],
    },
    Check {
        id: "mux-stranger",
        title: "multiplexing lets no stranger in",
        level: Level::Required,
        facts: &["X3", "T3"],
        expected: "no answer to another certificate inside a yamux stream",
        needs: &["mux-tls"],
    },
    Check {
        id: "mux-off",
        title: "a host that says false gets no multiplexing",
        level: Level::Expected,
        facts: &["L3"],
        expected: "an answer without yamux",
        needs: &[],
    },
];
