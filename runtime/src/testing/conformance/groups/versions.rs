//! Which version is chosen.

use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::Host;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "versions-each",
        title: "each version it has is served to a host that offers only that",
        level: Level::Required,
        facts: &["V4"],
        expected: "field 2 is the offered version, for each of them",
        needs: &[],
        way: Way::Try(|trial| Box::pin(each(trial))),
    },
    Check {
        id: "versions-newest",
        title: "the newest common version is served, in whatever order they are offered",
        level: Level::Required,
        facts: &["V4", "E4"],
        expected: "field 2 is the highest of its versions",
        needs: &["versions-each"],
        way: Way::Try(|trial| Box::pin(newest(trial))),
    },
    Check {
        id: "versions-unknown",
        title: "a host without a common version still gets a line",
        level: Level::Expected,
        facts: &["V5"],
        expected: "a line with its lowest version",
        needs: &[],
        way: Way::Try(|trial| Box::pin(unknown(trial))),
    },
    Check {
        id: "versions-unsaid",
        title: "a host that offers nothing gets the oldest version",
        level: Level::Expected,
        facts: &["V5", "E4"],
        expected: "a line with its lowest version, with the variable missing and empty",
        needs: &[],
        way: Way::Try(|trial| Box::pin(unsaid(trial))),
    },
    Check {
        id: "versions-garbage",
        title: "what is no number is left out",
        level: Level::Expected,
        facts: &["V3"],
        expected: "the one good item of the list is served",
        needs: &[],
        way: Way::Try(|trial| Box::pin(garbage(trial))),
    },
];

async fn each(trial: &Trial) -> Seen {
    for version in &trial.versions {
        let (_started, line) = trial.start(trial.host().versions([*version])).await?;
        if line.version != *version {
            return Err(Unmet::failed(format!("{}, where {version} was offered", line.version)));
        }
    }
    Ok(format!("{:?}", trial.versions))
}

async fn newest(trial: &Trial) -> Seen {
    let [oldest, .., newest] = trial.versions[..] else {
        return Err(Unmet::skipped("only one version was named"));
    };
    let descending = trial.versions.iter().rev().copied();
    let orders = [trial.versions.clone(), descending.collect(), vec![newest, oldest, newest + ABSENT]];
    for offered in orders {
        let (_started, line) = trial.start(trial.host().versions(offered.iter().copied())).await?;
        if line.version != newest {
            return Err(Unmet::failed(format!("{}, where {offered:?} were offered", line.version)));
        }
    }
    Ok(newest.to_string())
}

async fn unknown(trial: &Trial) -> Seen {
    let newest = trial.versions.last().copied().unwrap_or_default();
    oldest(trial, trial.host().versions([newest + ABSENT])).await
}

async fn unsaid(trial: &Trial) -> Seen {
    oldest(trial, trial.host().variable("PLUGIN_PROTOCOL_VERSIONS", "")).await?;
    oldest(trial, trial.host().without("PLUGIN_PROTOCOL_VERSIONS")).await
}

async fn garbage(trial: &Trial) -> Seen {
    let newest = trial.versions.last().copied().unwrap_or_default();
    let list = format!("banana,,{}x, {newest},-1,{newest},99999999999999999999", newest + ABSENT);
    let (_started, line) = trial.start(trial.host().variable("PLUGIN_PROTOCOL_VERSIONS", list)).await?;
    verdict(line.version == newest, line.version)
}

/// It may have older versions than were named: those that it serves in another protocol.
async fn oldest(trial: &Trial, host: Host) -> Seen {
    let (_started, line) = trial.start(host).await?;
    verdict(trial.versions.first().is_some_and(|oldest| line.version <= *oldest), line.version)
}

/// How far beyond the newest version is one that it does not have.
const ABSENT: u32 = 1;
