//! That nobody runs it by mistake.

use crate::testing::conformance::calls::PATIENCE;
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::{Host, NoLine, Started};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "cookie-wrong",
        title: "a wrong cookie is refused",
        level: Level::Required,
        facts: &["C2"],
        expected: "no line, and the end of the process",
        needs: &[],
        way: Way::Try(|trial| Box::pin(wrong(trial))),
    },
    Check {
        id: "cookie-missing",
        title: "a missing cookie is refused",
        level: Level::Required,
        facts: &["C2"],
        expected: "no line, and the end of the process",
        needs: &[],
        way: Way::Try(|trial| Box::pin(missing(trial))),
    },
    Check {
        id: "cookie-code",
        title: "a refusal has an exit code of its own",
        level: Level::Expected,
        facts: &["C2", "D9"],
        expected: "exit code 1",
        needs: &["cookie-wrong"],
        way: Way::Try(|trial| Box::pin(code(trial))),
    },
    Check {
        id: "cookie-message",
        title: "a refusal says why",
        level: Level::Expected,
        facts: &["C2"],
        expected: "something on stderr, and nothing on stdout",
        needs: &["cookie-wrong"],
        way: Way::Try(|trial| Box::pin(message(trial))),
    },
];

async fn wrong(trial: &Trial) -> Seen {
    let (key, _) = named(trial)?;
    refused(trial, trial.stranger().cookie(key, "not-the-cookie")).await
}

async fn missing(trial: &Trial) -> Seen {
    named(trial)?;
    refused(trial, trial.stranger()).await
}

async fn code(trial: &Trial) -> Seen {
    let (key, _) = named(trial)?;
    let (mut started, _) = turned_away(trial, trial.stranger().cookie(key, "not-the-cookie")).await?;
    let status = started.ended(PATIENCE).await.ok_or_else(|| Unmet::failed("it has not ended"))?;
    verdict(status.code() == Some(1), status)
}

async fn message(trial: &Trial) -> Seen {
    let (key, _) = named(trial)?;
    let (mut started, _) = turned_away(trial, trial.stranger().cookie(key, "not-the-cookie")).await?;
    started.stderr().ended(PATIENCE).await;
    let (stdout, stderr) = (started.stdout().text(), started.stderr().text());
    if !stdout.is_empty() {
        return Err(Unmet::failed(format!("{stdout:?} on stdout")));
    }
    let line = stderr.lines().find(|line| !line.trim().is_empty());
    verdict(line.is_some(), line.unwrap_or("nothing on stderr"))
}

async fn refused(trial: &Trial, host: Host) -> Seen {
    let (mut started, seen) = turned_away(trial, host).await?;
    match started.ended(PATIENCE).await {
        Some(status) => Ok(format!("{seen}; {status}")),
        None => Err(Unmet::failed(format!("it lives on: {seen}"))),
    }
}

/// A plugin that has printed no line, nor will.
async fn turned_away(trial: &Trial, host: Host) -> Result<(Started, String), Unmet> {
    let mut started = host.start().map_err(Unmet::failed)?;
    match started.line(trial.patience).await {
        Ok(_) => Err(Unmet::failed("a handshake line")),
        Err(silent @ NoLine::Silent { .. }) => Err(Unmet::failed(silent)),
        Err(no_line) => Ok((started, no_line.to_string())),
    }
}

fn named(trial: &Trial) -> Result<&(String, String), Unmet> {
    trial.cookie.as_ref().ok_or_else(|| Unmet::skipped("no cookie was named"))
}
