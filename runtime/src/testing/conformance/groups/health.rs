//! grpc.health.v1.Health, by which hosts ping.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "health-plugin",
        title: "it says that it is well",
        level: Level::Expected,
        facts: &["R1", "P1"],
        expected: "SERVING for the service `plugin`",
        needs: &[],
    },
    Check {
        id: "health-whole",
        title: "it says that the whole server is well",
        level: Level::Extra,
        facts: &["R1"],
        expected: "SERVING for the empty name",
        needs: &["health-plugin"],
    },
    Check {
        id: "health-unknown",
        title: "it does not vouch for what it does not know",
        level: Level::Extra,
        facts: &["R1"],
        expected: "NOT_FOUND for a name that nobody has",
        needs: &["health-plugin"],
    },
    Check {
        id: "health-watch",
        title: "its health can be watched",
        level: Level::Extra,
        facts: &["R1"],
        expected: "SERVING as the first message, and an open stream",
        needs: &["health-plugin"],
    },
];
