//! The checks of hosts, one file for each group, in the order of reports.

mod end;
mod refuse;
mod start;
mod talk;
mod tls;

use super::{Ran, Trial};
use crate::testing::conformance::{Check, Unmet, Witnessed};
use crate::testing::misbehaving::{Launched, Misbehaving, Variables};

/// All checks of a probe, in the order of reports.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    GROUPS.iter().copied().flatten()
}

const GROUPS: &[&[Check]] = &[start::CHECKS, talk::CHECKS, tls::CHECKS, refuse::CHECKS, end::CHECKS];

/// The variables of the first launch.
fn variables(ran: &Ran) -> Result<&Variables, Unmet> {
    ran.first().map(|launched| &launched.variables)
}

/// Whether the host makes no call of such a plugin, and ends in time, and not as if all were well.
async fn refuses(trial: &Trial, plugin: Misbehaving) -> Witnessed {
    let ran = trial.run(plugin).await?;
    ran.first()?;
    if let Some(path) = ran.calls().first() {
        return Err(Unmet::failed(format!("it called {path}")));
    }
    match ran.status {
        None => Err(Unmet::failed(ran.end())),
        Some(status) if status.success() && ran.output.trim().is_empty() => {
            Err(Unmet::failed("it ended with exit code 0, and said nothing"))
        }
        Some(_) => Ok(format!("no call; {}", ran.end())),
    }
}

/// Whether the host does with such a plugin as it does with a good one: the same calls of the plugin's own services, and an end.
async fn copes(trial: &Trial, first: &Ran, plugin: Misbehaving) -> Witnessed {
    let ran = trial.run(plugin).await?;
    alike(&ran, first)
}

fn alike(ran: &Ran, first: &Ran) -> Witnessed {
    ran.first()?;
    if !ran.ended() {
        return Err(Unmet::failed(ran.end()));
    }
    let (made, expected) = (own_calls(ran), own_calls(first));
    if ran.calls().is_empty() || made < expected {
        return Err(Unmet::failed(format!("{made} of {expected} calls; {}", ran.end())));
    }
    Ok(format!("{made} calls; {}", ran.end()))
}

/// How many calls there were of other services than go-plugin's.
fn own_calls(ran: &Ran) -> usize {
    let is_own = |path: &&&str| !path.starts_with("/plugin.GRPC") && !path.starts_with("/grpc.");
    ran.calls().iter().filter(is_own).count()
}

/// How a launch ended, for reports.
fn fate(launched: &Launched) -> String {
    launched.seen.last().map_or_else(|| "nothing was seen of it".to_owned(), |seen| format!("at last: {seen:?}"))
}
