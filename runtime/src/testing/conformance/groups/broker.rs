//! The stream on which further connections are agreed.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "broker-stream",
        title: "its broker answers",
        level: Level::Expected,
        facts: &["R3", "B3", "B11"],
        expected: "plugin.GRPCBroker/StartStream stays open",
        needs: &[],
    },
    Check {
        id: "broker-unknown",
        title: "messages for numbers that nobody has are harmless",
        level: Level::Expected,
        facts: &["B5", "X9"],
        expected: "an open stream and an answer to another call, after them",
        needs: &["broker-stream"],
    },
];
