//! Plugins that a host must not take.

use std::time::Duration;

use super::refuses;
use crate::testing::conformance::{Check, Level, Way, Witnessed};
use crate::testing::misbehaving::{Act, Fault, Misbehaving, Moment};
use crate::testing::probe::Trial;

/// The checks of this group, in the order of reports.
pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "refuse-core",
        title: "it refuses another version of go-plugin's protocol",
        level: Level::Required,
        facts: &["V1", "L7"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| Box::pin(refuses(trial, trial.plugin().line(|line| line.core_version = 2)))),
    },
    Check {
        id: "refuse-version",
        title: "it refuses a version of the application's protocol that it has not offered",
        level: Level::Required,
        facts: &["V7"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| Box::pin(refuses(trial, trial.plugin().line(|line| line.version = 46_111)))),
    },
    Check {
        id: "refuse-protocol",
        title: "it refuses another protocol than those that it knows",
        level: Level::Required,
        facts: &["L9"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| {
            Box::pin(refuses(trial, trial.plugin().line(|line| "telegraph".clone_into(&mut line.protocol))))
        }),
    },
    Check {
        id: "refuse-garbage",
        title: "it refuses what prints something else than a line of the protocol",
        level: Level::Required,
        facts: &["L4", "L6"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| {
            Box::pin(refuses_late(trial, trial.plugin().print(|_, _| b"usage: plugin [--help]\n".to_vec())))
        }),
    },
    Check {
        id: "refuse-exit",
        title: "it tells of a plugin that ends at once",
        level: Level::Required,
        facts: &["L6", "C4"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| Box::pin(refuses(trial, trial.plugin().at(Moment::Start, Act::Exit(3))))),
    },
    Check {
        id: "refuse-half",
        title: "it tells of a plugin that ends within its line",
        level: Level::Required,
        facts: &["L5", "L6"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| {
            let plugin = trial.plugin().print(|_, _| b"1|1|unix".to_vec()).at(Moment::Line, Act::Exit(3));
            Box::pin(refuses(trial, plugin))
        }),
    },
    Check {
        id: "refuse-silence",
        title: "it does not wait for ever for a line",
        level: Level::Expected,
        facts: &["L12"],
        expected: REFUSAL,
        needs: &[],
        way: Way::Launch(|trial, _| Box::pin(refuses_late(trial, trial.plugin().with(Fault::NoLine)))),
    },
];

/// The same, within as much time as hosts have for a start: Go's and ours wait for a minute unless they are told otherwise.
async fn refuses_late(trial: &Trial, plugin: Misbehaving) -> Witnessed {
    refuses(&trial.with_patience(trial.patience.max(Duration::from_secs(75))), plugin).await
}

const REFUSAL: &str = "no call, and an end in time that tells of it";
