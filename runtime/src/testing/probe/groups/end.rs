//! How a host ends its plugins, and what it does when they end themselves.

use super::{fate, own_calls};
use crate::testing::conformance::{Check, Level, Unmet, Way, Witnessed, verdict};
use crate::testing::misbehaving::{Act, Fault, Misbehaving, Moment, Seen};
use crate::testing::probe::{Ran, Trial};

/// The checks of this group, in the order of reports.
pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "end-shutdown",
        title: "it asks the plugin to end",
        level: Level::Expected,
        facts: &["D1", "R4"],
        expected: "a call of plugin.GRPCController/Shutdown, and the plugin's end by itself",
        needs: &[],
        way: Way::Watch(asks),
    },
    Check {
        id: "end-nothing-left",
        title: "its plugins do not outlive it",
        level: Level::Required,
        facts: &["D1", "D8"],
        expected: "no plugin that runs, a moment after the host's end",
        needs: &[],
        way: Way::Watch(|_, ran| verdict(ran.left == 0, format!("{} plugins still run", ran.left))),
    },
    Check {
        id: "end-stubborn",
        title: "a plugin that goes on after it was asked to end is ended",
        level: Level::Required,
        facts: &["D1", "K3"],
        expected: "the plugin's end, and the host's, in time",
        needs: &[],
        way: Way::Launch(|trial, _| {
            let plugin = trial.plugin().with(Fault::StaysAfterShutdown).with(Fault::StaysAfterTerminate);
            Box::pin(ends(trial, plugin.with(Fault::StaysAfterHost)))
        }),
    },
    Check {
        id: "end-frozen",
        title: "a plugin that freezes when it is asked to end is ended",
        level: Level::Extra,
        facts: &["D1", "D4"],
        expected: "the plugin's end, and the host's, in time",
        needs: &[],
        way: Way::Launch(|trial, first| {
            Box::pin(async move {
                asks(trial, first).map_err(|_| Unmet::skipped("it needs end-shutdown"))?;
                ends(trial, trial.plugin().at(Moment::Shutdown, Act::Freeze)).await
            })
        }),
    },
    Check {
        id: "end-dies",
        title: "a plugin that dies at a call does not hang it",
        level: Level::Required,
        facts: &["D3"],
        expected: "the host's end in time, when the plugin has died at the first call of its own services",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(dies(trial, first, Act::Die(9)))),
    },
    Check {
        id: "end-hangs-up",
        title: "a plugin that closes its connection at a call does not hang it",
        level: Level::Required,
        facts: &["G5", "D3"],
        expected: "the host's end in time, and the plugin's, when the connection was closed at the first call of its own services",
        needs: &[],
        way: Way::Launch(|trial, first| Box::pin(dies(trial, first, Act::HangUp))),
    },
    Check {
        id: "end-refused",
        title: "a plugin that it has refused is ended",
        level: Level::Required,
        facts: &["L13"],
        expected: "the plugin's end, and the host's, in time, when the plugin's line was of another version",
        needs: &[],
        way: Way::Launch(|trial, _| {
            let plugin = trial.plugin().line(|line| line.core_version = 2);
            Box::pin(ends(trial, plugin.with(Fault::StaysAfterTerminate).with(Fault::StaysAfterHost)))
        }),
    },
];

fn asks(_: &Trial, ran: &Ran) -> Witnessed {
    let launched = ran.first()?;
    let asked = launched.calls("/plugin.GRPCController/Shutdown") > 0;
    let seen = format!("{}; {}", if asked { "it was called" } else { "it was not called" }, fate(launched));
    verdict(asked && launched.has(&Seen::Ended), seen)
}

/// Whether both end, the host by itself.
async fn ends(trial: &Trial, plugin: Misbehaving) -> Witnessed {
    let ran = trial.run(plugin).await?;
    ran.first()?;
    verdict(ran.ended() && ran.left == 0, format!("{}; {} plugins still run", ran.end(), ran.left))
}

async fn dies(trial: &Trial, first: &Ran, act: Act) -> Witnessed {
    if own_calls(first) == 0 {
        return Err(Unmet::skipped("it makes no call of the plugin's own services"));
    }
    ends(trial, trial.plugin().at(Moment::Call(1), act)).await
}
