//! The end that a host asks for.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "shutdown-exits",
        title: "it ends when it is asked to",
        level: Level::Expected,
        facts: &["R4", "K1", "K3"],
        expected: "the end of the process within 2 s of plugin.GRPCController/Shutdown",
        needs: &[],
    },
    Check {
        id: "shutdown-code",
        title: "that end is no failure",
        level: Level::Expected,
        facts: &["C5", "D9"],
        expected: "exit code 0",
        needs: &["shutdown-exits"],
    },
    Check {
        id: "shutdown-socket",
        title: "it leaves no socket",
        level: Level::Expected,
        facts: &["S3"],
        expected: "no file at its address after the end",
        needs: &["shutdown-exits"],
    },
    Check {
        id: "shutdown-streams",
        title: "nothing keeps its streams open",
        level: Level::Expected,
        facts: &["D2"],
        expected: "the end of stdout and stderr, with the process's",
        needs: &["shutdown-exits"],
    },
    Check {
        id: "shutdown-children",
        title: "nothing that it has started stays",
        level: Level::Extra,
        facts: &["D1", "D2"],
        expected: "no process of its group, a moment after its end",
        needs: &["shutdown-exits"],
    },
];
