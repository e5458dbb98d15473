//! What it prints.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "stdio-stream",
        title: "its output can be streamed",
        level: Level::Expected,
        facts: &["R5", "O6", "O7"],
        expected: "plugin.GRPCStdio/StreamStdio answers, and stays open",
        needs: &[],
    },
    Check {
        id: "stdio-frames",
        title: "each frame is small, and of a known stream",
        level: Level::Expected,
        facts: &["O3"],
        expected: "1 to 1024 bytes of stdout or stderr in each frame",
        needs: &["stdio-stream"],
    },
    Check {
        id: "stdio-clean",
        title: "nothing else is on stdout",
        level: Level::Expected,
        facts: &["L4", "O1", "J11"],
        expected: "nothing behind the line, until its end",
        needs: &[],
    },
];
