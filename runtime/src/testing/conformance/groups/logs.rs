//! What it writes on stderr.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "logs-crash",
        title: "its log lines crash no Go host",
        level: Level::Required,
        facts: &["J10"],
        expected: "@message, @level and @timestamp are strings, in every JSON line",
        needs: &[],
    },
    Check {
        id: "logs-times",
        title: "its log lines have times that Go hosts read",
        level: Level::Expected,
        facts: &["J4", "J8"],
        expected: "@timestamp with six digits of a second and a zone, where there is one",
        needs: &["logs-crash"],
    },
    Check {
        id: "logs-length",
        title: "its log lines are not too long",
        level: Level::Expected,
        facts: &["J2", "J8"],
        expected: "lines of less than 64 KiB",
        needs: &[],
    },
];
