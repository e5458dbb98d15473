//! grpc.reflection, by which tools find services.

use crate::testing::conformance::check::{Check, Level};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "reflection-v1",
        title: "it lists its services to today's tools",
        level: Level::Expected,
        facts: &["R2"],
        expected: "a list of services from grpc.reflection.v1",
        needs: &[],
    },
    Check {
        id: "reflection-v1alpha",
        title: "it lists its services to older tools",
        level: Level::Expected,
        facts: &["R2"],
        expected: "a list of services from grpc.reflection.v1alpha",
        needs: &[],
    },
    Check {
        id: "reflection-control",
        title: "the list has go-plugin's own services",
        level: Level::Expected,
        facts: &["R2", "R3", "R4", "R5"],
        expected: "plugin.GRPCBroker, plugin.GRPCController and plugin.GRPCStdio in the list",
        needs: &["reflection-v1"],
    },
    Check {
        id: "reflection-descriptions",
        title: "each listed service is described",
        level: Level::Extra,
        facts: &["R2"],
        expected: "a file descriptor for each",
        needs: &["reflection-v1"],
    },
];
