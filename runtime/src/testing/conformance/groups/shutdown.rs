//! The end that a host asks for.

use std::path::Path;
use std::process::ExitStatus;
use std::time::Duration;

use tokio::time::timeout;

use crate::address::Address;
use crate::handshake::Line;
use crate::testing::conformance::calls::{PATIENCE, told};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::first::GRACE;
use crate::testing::conformance::trial::Trial;
use crate::testing::host::Started;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "shutdown-exits",
        title: "it ends when it is asked to",
        level: Level::Expected,
        facts: &["R4", "K1", "K3"],
        expected: "the end of the process within 2 s of plugin.GRPCController/Shutdown",
        needs: &[],
        way: Way::Try(|trial| Box::pin(exits(trial))),
    },
    Check {
        id: "shutdown-code",
        title: "that end is no failure",
        level: Level::Expected,
        facts: &["C5", "D9"],
        expected: "exit code 0",
        needs: &["shutdown-exits"],
        way: Way::Try(|trial| Box::pin(code(trial))),
    },
    Check {
        id: "shutdown-socket",
        title: "it leaves no socket",
        level: Level::Expected,
        facts: &["S3"],
        expected: "no file at its address after the end",
        needs: &["shutdown-exits"],
        way: Way::Try(|trial| Box::pin(socket(trial))),
    },
    Check {
        id: "shutdown-streams",
        title: "nothing keeps its streams open",
        level: Level::Expected,
        facts: &["D2"],
        expected: "the end of stdout and stderr, with the process's",
        needs: &["shutdown-exits"],
        way: Way::Try(|trial| Box::pin(streams(trial))),
    },
    Check {
        id: "shutdown-children",
        title: "nothing that it has started stays",
        level: Level::Extra,
        facts: &["D1", "D2"],
        expected: "no process of its group, a moment after its end",
        needs: &["shutdown-exits"],
        way: Way::Try(|trial| Box::pin(children(trial))),
    },
];

async fn exits(trial: &Trial) -> Seen {
    let (_, _, status) = ended(trial).await?;
    Ok(status.to_string())
}

async fn code(trial: &Trial) -> Seen {
    let (_, _, status) = ended(trial).await?;
    verdict(status.success(), status)
}

async fn socket(trial: &Trial) -> Seen {
    let (_started, line, _) = ended(trial).await?;
    let Address::Unix(path) = &line.address else {
        return Err(Unmet::skipped("it listens on TCP"));
    };
    verdict(!path.exists(), if path.exists() { "the socket is still there" } else { "it is gone" })
}

async fn streams(trial: &Trial) -> Seen {
    let (mut started, _, _) = ended(trial).await?;
    let (stdout, stderr) = (started.stdout().ended(A_WHILE).await, started.stderr().ended(A_WHILE).await);
    verdict(stdout && stderr, if stdout && stderr { "both ended" } else { "somebody else holds them" })
}

async fn children(trial: &Trial) -> Seen {
    let (started, _, _) = ended(trial).await?;
    if !Path::new("/proc/self/stat").exists() {
        return Err(Unmet::skipped("this system has no /proc to see them in"));
    }
    let left = started.left_behind(A_WHILE).await;
    verdict(left.is_empty(), format!("{} processes", left.len()))
}

/// A plugin that was asked to end, and has.
async fn ended(trial: &Trial) -> Result<(Started, Line, ExitStatus), Unmet> {
    let (mut started, line, connection) = trial.connected().await?;
    // Go plugins drop the connection before they answer (K1): whatever is answered, the end is what counts.
    let asked = timeout(PATIENCE, connection.call("/plugin.GRPCController/Shutdown", "")).await;
    match started.ended(GRACE).await {
        Some(status) => Ok((started, line, status)),
        None => {
            let answered = match asked {
                Ok(Ok(answer)) => told(&answer),
                Ok(Err(error)) => error.to_string(),
                Err(_) => "no answer".to_owned(),
            };
            Err(Unmet::Failed(format!("it lives on; Shutdown was answered by {answered}")))
        }
    }
}

/// How long what belongs to an ended process may linger.
const A_WHILE: Duration = Duration::from_secs(1);
