//! Which version is chosen.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "versions-each",
        title: "each version it has is served to a host that offers only that",
        level: Level::Required,
        facts: &["V4"],
        expected: "field 2 is the offered version, for each of them",
        needs: &[],
    },
    Check {
        id: "versions-newest",
        title: "the newest common version is served, in whatever order they are offered",
        level: Level::Required,
        facts: &["V4", "E4"],
        expected: "field 2 is the highest of its versions",
        needs: &["versions-each"],
    },
    Check {
        id: "versions-unknown",
        title: "a host without a common version still gets a line",
        level: Level::Expected,
        facts: &["V5"],
        expected: "a line with its lowest version",
        needs: &[],
    },
    Check {
        id: "versions-unsaid",
        title: "a host that offers nothing gets the oldest version",
        level: Level::Expected,
        facts: &["V5", "E4"],
        expected: "a line with its lowest version, with the variable missing and empty",
        needs: &[],
    },
    Check {
        id: "versions-garbage",
        title: "what is no number is left out",
        level: Level::Expected,
        facts: &["V3"],
        expected: "the one good item of the list is served",
        needs: &[],
    },
];
