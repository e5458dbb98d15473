//! Large messages, asked of health and reflection, which every plugin of go-plugin's has.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "sizes-3-mib-in",
        title: "it takes 3 MiB",
        level: Level::Expected,
        facts: &["G3"],
        expected: "an answer to a request of 3 MiB",
        needs: &["health-plugin"],
    },
    Check {
        id: "sizes-5-mib-in",
        title: "it takes 5 MiB, more than gRPC's default",
        level: Level::Extra,
        facts: &["G2", "G3"],
        expected: "an answer to a request of 5 MiB",
        needs: &["sizes-3-mib-in"],
    },
    Check {
        id: "sizes-16-mib-in",
        title: "it takes 16 MiB",
        level: Level::Extra,
        facts: &["G2", "G3"],
        expected: "an answer to a request of 16 MiB",
        needs: &["sizes-5-mib-in"],
    },
    Check {
        id: "sizes-3-mib-out",
        title: "it sends 3 MiB",
        level: Level::Expected,
        facts: &["G2"],
        expected: "a reflection answer that has the 3 MiB of its request in it",
        needs: &["sizes-3-mib-in", "reflection-v1"],
    },
    Check {
        id: "sizes-16-mib-out",
        title: "it sends 16 MiB",
        level: Level::Extra,
        facts: &["G2"],
        expected: "a reflection answer that has the 16 MiB of its request in it",
        needs: &["sizes-16-mib-in", "sizes-3-mib-out"],
    },
];
