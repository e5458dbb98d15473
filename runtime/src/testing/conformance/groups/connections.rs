//! More than one connection, and odd ones.

use tokio::io::AsyncWriteExt as _;

use crate::testing::conformance::calls::answers;
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way};
use crate::testing::conformance::trial::{Trial, talks};
use crate::testing::host::Approach;
use crate::transport::dial;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "connections-again",
        title: "a host can connect again",
        level: Level::Required,
        facts: &["G5"],
        expected: "an answer on a second connection, after the first was dropped",
        needs: &[],
        way: Way::Try(|trial| Box::pin(again(trial))),
    },
    Check {
        id: "connections-aborted",
        title: "connections that close at once are harmless",
        level: Level::Required,
        facts: &["A2"],
        expected: "an answer on the connection after them",
        needs: &["connections-again"],
        way: Way::Try(|trial| Box::pin(aborted(trial))),
    },
    Check {
        id: "connections-idle",
        title: "a silent connection holds nobody up",
        level: Level::Expected,
        facts: &["G5"],
        expected: "an answer on another connection beside it",
        needs: &["connections-again"],
        way: Way::Try(|trial| Box::pin(idle(trial))),
    },
    Check {
        id: "connections-garbage",
        title: "noise on a connection harms nobody else",
        level: Level::Extra,
        facts: &["G1"],
        expected: "an answer on the next connection",
        needs: &["connections-again"],
        way: Way::Try(|trial| Box::pin(garbage(trial))),
    },
];

async fn again(trial: &Trial) -> Seen {
    let (started, line, connection) = trial.connected().await?;
    answers(&connection).await?;
    drop(connection);
    talks(&started, &line, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

async fn aborted(trial: &Trial) -> Seen {
    let (started, line) = trial.start(trial.host()).await?;
    for _ in 0..TIMES {
        drop(dial(&line.address).await.map_err(Unmet::failed)?);
    }
    talks(&started, &line, &Approach::plaintext()).await?;
    Ok(format!("an answer after {TIMES} such connections"))
}

async fn idle(trial: &Trial) -> Seen {
    let (started, line) = trial.start(trial.host()).await?;
    let _silent = dial(&line.address).await.map_err(Unmet::failed)?;
    talks(&started, &line, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

async fn garbage(trial: &Trial) -> Seen {
    let (started, line) = trial.start(trial.host()).await?;
    let mut noisy = dial(&line.address).await.map_err(Unmet::failed)?;
    let noise: Vec<u8> = (0..=255).map(|step: u8| step.wrapping_mul(73).wrapping_add(91)).collect();
    // It may well hang up before it has heard all of it.
    _ = noisy.write_all(&noise).await;
    talks(&started, &line, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

const TIMES: usize = 8;
