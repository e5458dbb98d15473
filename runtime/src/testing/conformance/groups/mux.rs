//! Brokering over one connection.

use crate::handshake::{Line, boolean};
use crate::testing::conformance::calls::{PATIENCE, answers, whole};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::{Approach, Connection, Host, Identity, Session, Started};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "mux-field",
        title: "asked to multiplex, it says whether it can",
        level: Level::Expected,
        facts: &["L3", "L11", "X1"],
        expected: "field 7 is true or false",
        needs: &[],
        way: Way::Try(|trial| Box::pin(field(trial))),
    },
    Check {
        id: "mux-session",
        title: "where it says true it multiplexes",
        level: Level::Required,
        facts: &["X2", "X4"],
        expected: "an answer on the first stream of a yamux session",
        needs: &["mux-field"],
        way: Way::Try(|trial| Box::pin(session(trial))),
    },
    Check {
        id: "mux-again",
        title: "a second stream is a connection too",
        level: Level::Expected,
        facts: &["X4"],
        expected: "an answer on the second stream of the session, the first one closed",
        needs: &["mux-session"],
        way: Way::Try(|trial| Box::pin(again(trial))),
    },
    Check {
        id: "mux-tls",
        title: "it multiplexes under TLS",
        level: Level::Required,
        facts: &["X3", "T11"],
        expected: "an answer over TLS inside a yamux stream",
        needs: &["mux-session", "tls-host"],
        way: Way::Try(|trial| Box::pin(tls(trial))),
    },
    Check {
        id: "mux-stranger",
        title: "multiplexing lets no stranger in",
        level: Level::Required,
        facts: &["X3", "T3"],
        expected: "no answer to another certificate inside a yamux stream",
        needs: &["mux-tls"],
        way: Way::Try(|trial| Box::pin(stranger(trial))),
    },
    Check {
        id: "mux-off",
        title: "a host that says false gets no multiplexing",
        level: Level::Expected,
        facts: &["L3"],
        expected: "an answer without yamux",
        needs: &[],
        way: Way::Try(|trial| Box::pin(off(trial))),
    },
];

async fn field(trial: &Trial) -> Seen {
    let (_started, line) = trial.start(trial.host().multiplex()).await?;
    match line.multiplex.as_deref() {
        None => Err(Unmet::failed("no seventh field")),
        Some(field) => verdict(boolean(field).is_some(), field),
    }
}

async fn session(trial: &Trial) -> Seen {
    let (started, line) = willing(trial, trial.host()).await?;
    let session = joined(&started, &line).await?;
    talks(&session, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

async fn again(trial: &Trial) -> Seen {
    let (started, line) = willing(trial, trial.host()).await?;
    let session = joined(&started, &line).await?;
    drop(talks(&session, &Approach::plaintext()).await?);
    talks(&session, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

async fn tls(trial: &Trial) -> Seen {
    let identity = Identity::like_go().map_err(Unmet::failed)?;
    let (started, line) = willing(trial, trial.host().certificate(&identity)).await?;
    let session = joined(&started, &line).await?;
    let connection = talks(&session, &Approach::showing(&identity)).await?;
    let same = connection.certificate() == line.certificate.as_deref();
    verdict(same, if same { "an answer" } else { "an answer under another certificate than the line's" })
}

async fn stranger(trial: &Trial) -> Seen {
    let identity = Identity::like_go().map_err(Unmet::failed)?;
    let (started, line) = willing(trial, trial.host().certificate(&identity)).await?;
    let session = joined(&started, &line).await?;
    let namesake = identity.namesake().map_err(Unmet::failed)?;
    match talks(&session, &Approach::showing(&namesake)).await {
        Ok(_) => Err(Unmet::failed("an answer")),
        Err(Unmet::Failed(seen) | Unmet::Skipped(seen)) => Ok(seen),
    }
}

async fn off(trial: &Trial) -> Seen {
    let (started, line) = trial.start(trial.host().variable("PLUGIN_MULTIPLEX_GRPC", "false")).await?;
    super::super::trial::talks(&started, &line, &Approach::plaintext()).await?;
    Ok("an answer".to_owned())
}

/// A plugin that says that it multiplexes.
async fn willing(trial: &Trial, host: Host) -> Result<(Started, Line), Unmet> {
    let (started, line) = trial.start(host.multiplex()).await?;
    match line.multiplex.as_deref().and_then(boolean) {
        Some(true) => Ok((started, line)),
        _ => Err(Unmet::skipped("it says that it does not multiplex")),
    }
}

async fn joined(started: &Started, line: &Line) -> Result<Session, Unmet> {
    started.session(&line.address).await.map_err(|error| Unmet::Failed(format!("no connection: {error}")))
}

async fn talks(session: &Session, approach: &Approach) -> Result<Connection, Unmet> {
    let failed = |error: std::io::Error| Unmet::Failed(format!("no connection: {}", whole(&error)));
    let connecting = tokio::time::timeout(PATIENCE, session.connect(approach));
    let connection = connecting.await.map_err(|_| Unmet::failed("no connection in time"))?.map_err(failed)?;
    answers(&connection).await?;
    Ok(connection)
}
