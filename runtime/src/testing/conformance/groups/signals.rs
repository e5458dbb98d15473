//! Ends that others ask for.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "signals-int",
        title: "Ctrl-C is left to the host",
        level: Level::Expected,
        facts: &["D7"],
        expected: "an answer after SIGINT",
        needs: &[],
    },
    Check {
        id: "signals-term",
        title: "SIGTERM ends it",
        level: Level::Expected,
        facts: &["D7"],
        expected: "the end of the process within 2 s",
        needs: &[],
    },
    Check {
        id: "signals-term-socket",
        title: "SIGTERM leaves no socket",
        level: Level::Extra,
        facts: &["D7", "S3"],
        expected: "no file at its address after the end",
        needs: &["signals-term"],
    },
    Check {
        id: "signals-orphan",
        title: "it does not outlive its host",
        level: Level::Extra,
        facts: &["D8"],
        expected: "the end of the process within 5 s of its parent's",
        needs: &[],
    },
];
