//! More than one connection, and odd ones.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "connections-again",
        title: "a host can connect again",
        level: Level::Required,
        facts: &["G5"],
        expected: "an answer on a second connection, after the first was dropped",
        needs: &[],
    },
    Check {
        id: "connections-aborted",
        title: "connections that close at once are harmless",
        level: Level::Required,
        facts: &["A2"],
        expected: "an answer on the connection after them",
        needs: &["connections-again"],
    },
    Check {
        id: "connections-idle",
        title: "a silent connection holds nobody up",
        level: Level::Expected,
        facts: &["G5"],
        expected: "an answer on another connection beside it",
        needs: &["connections-again"],
    },
    Check {
        id: "connections-garbage",
        title: "noise on a connection harms nobody else",
        level: Level::Extra,
        facts: &["G1"],
        expected: "an answer on the next connection",
        needs: &["connections-again"],
    },
];
