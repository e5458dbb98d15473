//! What a host gives to its plugins.

use super::variables;
use crate::testing::conformance::{Check, Level, Unmet, Way, Witnessed, verdict};
use crate::testing::probe::{Ran, Trial};

/// The checks of this group, in the order of reports.
pub(super) const CHECKS: &[Check] = &[
    Check {
        id: "start-launches",
        title: "it launches the plugin",
        level: Level::Required,
        facts: &["E1"],
        expected: "a process of the plugin's file",
        needs: &[],
        way: Way::Watch(|_, ran| {
            verdict(!ran.launches.is_empty(), format!("{} launches; {}", ran.launches.len(), ran.end()))
        }),
    },
    Check {
        id: "start-cookie",
        title: "it shows the cookie",
        level: Level::Required,
        facts: &["E2", "C2"],
        expected: "the cookie's variable, with its value",
        needs: &[],
        way: Way::Watch(cookie),
    },
    Check {
        id: "start-versions",
        title: "it offers its versions",
        level: Level::Required,
        facts: &["E4", "V2"],
        expected: "PLUGIN_PROTOCOL_VERSIONS: numbers with commas between them, the named one among them",
        needs: &[],
        way: Way::Watch(versions),
    },
    Check {
        id: "start-ports",
        title: "it names a range of ports",
        level: Level::Expected,
        facts: &["E3"],
        expected: "PLUGIN_MIN_PORT and PLUGIN_MAX_PORT: numbers, the first one not the greater",
        needs: &[],
        way: Way::Watch(ports),
    },
    Check {
        id: "start-multiplex",
        title: "it asks for multiplexing in words that all plugins read alike",
        level: Level::Expected,
        facts: &["E5", "L3"],
        expected: "PLUGIN_MULTIPLEX_GRPC: true, or no such variable",
        needs: &[],
        way: Way::Watch(multiplex),
    },
    Check {
        id: "start-stale",
        title: "what it was told as a plugin itself it does not tell its plugins",
        level: Level::Extra,
        facts: &["E9", "E11", "D6"],
        expected: "no variable of the protocol with a value that the host was started with",
        needs: &[],
        way: Way::Launch(|trial, _| Box::pin(stale(trial))),
    },
];

fn cookie(trial: &Trial, ran: &Ran) -> Witnessed {
    let (key, value) = &trial.cookie;
    if key.is_empty() {
        return Err(Unmet::skipped("no cookie was named"));
    }
    match variables(ran)?.get(key) {
        Some(seen) => verdict(seen == value, format!("{key}={seen}")),
        None => Err(Unmet::failed(format!("no variable {key}"))),
    }
}

fn versions(trial: &Trial, ran: &Ran) -> Witnessed {
    let Some(list) = variables(ran)?.get(VERSIONS) else {
        return Err(Unmet::failed(format!("no variable {VERSIONS}")));
    };
    let numbers: Result<Vec<u32>, _> = list.split(',').map(str::parse).collect();
    verdict(numbers.is_ok_and(|numbers| numbers.contains(&trial.version)), format!("{VERSIONS}={list}"))
}

fn ports(_: &Trial, ran: &Ran) -> Witnessed {
    let port = |name| variables(ran).map(|variables| variables.get(name).cloned().unwrap_or_default());
    let (min, max) = (port("PLUGIN_MIN_PORT")?, port("PLUGIN_MAX_PORT")?);
    let good = matches!((min.parse::<u16>(), max.parse::<u16>()), (Ok(min), Ok(max)) if min <= max);
    verdict(good, format!("from {min:?} to {max:?}"))
}

fn multiplex(_: &Trial, ran: &Ran) -> Witnessed {
    match variables(ran)?.get("PLUGIN_MULTIPLEX_GRPC") {
        None => Ok("no such variable".to_owned()),
        Some(seen) => verdict(seen == "true", format!("PLUGIN_MULTIPLEX_GRPC={seen}")),
    }
}

async fn stale(trial: &Trial) -> Witnessed {
    let ran = trial.run_with(trial.plugin(), &STALE).await?;
    let seen = variables(&ran)?;
    let told: Vec<&str> = STALE
        .iter()
        .filter(|(name, value)| seen.get(*name).is_some_and(|seen| seen == value))
        .map(|(name, _)| *name)
        .collect();
    match told.is_empty() {
        true => Ok("none of them".to_owned()),
        false => Err(Unmet::failed(format!("as they were: {}", told.join(", ")))),
    }
}

const VERSIONS: &str = "PLUGIN_PROTOCOL_VERSIONS";
/// What a host that is a plugin too may have been told by its own host.
const STALE: [(&str, &str); 3] = [
    ("PLUGIN_CLIENT_CERT", "the certificate of another host"),
    ("PLUGIN_UNIX_SOCKET_DIR", "/nowhere/at/all"),
    ("PLUGIN_MULTIPLEX_GRPC", "1"),
];
