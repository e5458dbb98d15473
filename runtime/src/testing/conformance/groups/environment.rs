//! What else hosts say, rightly and wrongly.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "environment-directory",
        title: "its socket is where the host says",
        level: Level::Expected,
        facts: &["E8"],
        expected: "a socket in PLUGIN_UNIX_SOCKET_DIR",
        needs: &[],
    },
    Check {
        id: "environment-group",
        title: "its socket belongs to the group the host says",
        level: Level::Expected,
        facts: &["E7", "S2"],
        expected: "mode 0660 and that group, with PLUGIN_UNIX_SOCKET_GROUP",
        needs: &["environment-directory"],
    },
    Check {
        id: "environment-directory-missing",
        title: "a directory that is not there is a failure",
        level: Level::Extra,
        facts: &["E8", "C4"],
        expected: "no line, and an exit code that is not 0",
        needs: &["environment-directory"],
    },
    Check {
        id: "environment-ports",
        title: "ports do not matter to a Unix socket",
        level: Level::Expected,
        facts: &["E3", "S5"],
        expected: "a line, though PLUGIN_MIN_PORT is no number",
        needs: &[],
    },
];
