//! Ends that others ask for.

use std::process::ExitStatus;
use std::time::Duration;

use crate::address::Address;
use crate::handshake::Line;
use crate::testing::conformance::calls::{MOMENT, answers};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::first::GRACE;
use crate::testing::conformance::trial::{Trial, talks};
use crate::testing::host::{Approach, Signal, Started, runs};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "signals-int",
        title: "Ctrl-C is left to the host",
        level: Level::Expected,
        facts: &["D7"],
        expected: "an answer after SIGINT",
        needs: &[],
        way: Way::Try(|trial| Box::pin(int(trial))),
    },
    Check {
        id: "signals-term",
        title: "SIGTERM ends it",
        level: Level::Expected,
        facts: &["D7"],
        expected: "the end of the process within 2 s",
        needs: &[],
        way: Way::Try(|trial| Box::pin(term(trial))),
    },
    Check {
        id: "signals-term-socket",
        title: "SIGTERM leaves no socket",
        level: Level::Extra,
        facts: &["D7", "S3"],
        expected: "no file at its address after the end",
        needs: &["signals-term"],
        way: Way::Try(|trial| Box::pin(term_socket(trial))),
    },
    Check {
        id: "signals-orphan",
        title: "it does not outlive its host",
        level: Level::Extra,
        facts: &["D8"],
        expected: "the end of the process within 2 s of its parent's",
        needs: &[],
        way: Way::Try(|trial| Box::pin(orphan(trial))),
    },
];

async fn int(trial: &Trial) -> Seen {
    let (mut started, _, connection) = trial.connected().await?;
    answers(&connection).await?;
    started.signal(Signal::Interrupt).map_err(Unmet::failed)?;
    // It may take its time to end.
    let ended = |_| Unmet::failed("it ended");
    if let Some(status) = started.ended(MOMENT).await {
        return Err(ended(status));
    }
    match answers(&connection).await {
        Ok(()) => Ok("an answer".to_owned()),
        Err(unanswered) => Err(started.ended(GRACE).await.map_or(unanswered, ended)),
    }
}

async fn term(trial: &Trial) -> Seen {
    let (_, _, status) = terminated(trial).await?;
    Ok(status.to_string())
}

async fn term_socket(trial: &Trial) -> Seen {
    let (_started, line, _) = terminated(trial).await?;
    let Address::Unix(path) = &line.address else {
        return Err(Unmet::skipped("it listens on TCP"));
    };
    verdict(!path.exists(), if path.exists() { "the socket is still there" } else { "it is gone" })
}

async fn terminated(trial: &Trial) -> Result<(Started, Line, ExitStatus), Unmet> {
    let (mut started, line, connection) = trial.connected().await?;
    answers(&connection).await?;
    started.signal(Signal::Terminate).map_err(Unmet::failed)?;
    let status = started.ended(GRACE).await.ok_or_else(|| Unmet::failed("it lives on"))?;
    Ok((started, line, status))
}

/// A shell plays its host, and is killed.
async fn orphan(trial: &Trial) -> Seen {
    let folder = tempfile::tempdir().map_err(Unmet::failed)?;
    let note = folder.path().join("pid");
    let host = trial.host().through("/bin/sh", ["-c", HOST, "sh"]).variable("PINTLE_CONFORMANCE_NOTE", &note);
    let (mut shell, line) = trial.start(host).await?;
    talks(&shell, &line, &Approach::plaintext()).await?;
    let pid = std::fs::read_to_string(&note).map_err(Unmet::failed)?;
    let pid: u32 = pid.trim().parse().map_err(Unmet::failed)?;
    shell.signal(Signal::Kill).map_err(Unmet::failed)?;
    shell.hang_up();
    let gone = async {
        // Nothing tells of the ends of other people's children.
        while runs(pid) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let ended = tokio::time::timeout(GRACE, gone).await.is_ok();
    verdict(ended, if ended { "it ended" } else { "it lives on" })
}

/// Notes the plugin's number, and waits for it.
const HOST: &str = r#""$@" & echo $! >"$PINTLE_CONFORMANCE_NOTE"; wait"#;
