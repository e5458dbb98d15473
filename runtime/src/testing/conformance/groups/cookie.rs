//! That nobody runs it by mistake.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "cookie-wrong",
        title: "a wrong cookie is refused",
        level: Level::Required,
        facts: &["C2"],
        expected: "no line, and the end of the process",
        needs: &[],
    },
    Check {
        id: "cookie-missing",
        title: "a missing cookie is refused",
        level: Level::Required,
        facts: &["C2"],
        expected: "no line, and the end of the process",
        needs: &[],
    },
    Check {
        id: "cookie-code",
        title: "a refusal has an exit code of its own",
        level: Level::Expected,
        facts: &["C2", "D9"],
        expected: "exit code 1",
        needs: &["cookie-wrong"],
    },
    Check {
        id: "cookie-message",
        title: "a refusal says why",
        level: Level::Expected,
        facts: &["C2"],
        expected: "something on stderr, and nothing on stdout",
        needs: &["cookie-wrong"],
    },
];
