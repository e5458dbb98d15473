//! grpc.health.v1.Health, by which hosts ping.

use prost::Message as _;
use tonic_health::pb::HealthCheckRequest;

use crate::status::Code;
use crate::testing::conformance::calls::{PATIENCE, ended, health, serving, still_open, told};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::Heard;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "health-plugin",
        title: "it says that it is well",
        level: Level::Expected,
        facts: &["R1", "P1"],
        expected: "SERVING for the service `plugin`",
        needs: &[],
        way: Way::Try(|trial| Box::pin(plugin(trial))),
    },
    Check {
        id: "health-whole",
        title: "it says that the whole server is well",
        level: Level::Extra,
        facts: &["R1"],
        expected: "SERVING for the empty name",
        needs: &["health-plugin"],
        way: Way::Try(|trial| Box::pin(whole_server(trial))),
    },
    Check {
        id: "health-unknown",
        title: "it does not vouch for what it does not know",
        level: Level::Extra,
        facts: &["R1"],
        expected: "NOT_FOUND for a name that nobody has",
        needs: &["health-plugin"],
        way: Way::Try(|trial| Box::pin(unknown(trial))),
    },
    Check {
        id: "health-watch",
        title: "its health can be watched",
        level: Level::Extra,
        facts: &["R1"],
        expected: "SERVING as the first message, and an open stream",
        needs: &["health-plugin"],
        way: Way::Try(|trial| Box::pin(watch(trial))),
    },
];

async fn plugin(trial: &Trial) -> Seen {
    serves(trial, "plugin").await
}

async fn whole_server(trial: &Trial) -> Seen {
    serves(trial, "").await
}

async fn serves(trial: &Trial, service: &str) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let answer = health(&connection, service).await.map_err(Unmet::Failed)?;
    match answer.messages.first() {
        Some(message) => verdict(serving(message) == SERVING, serving(message)),
        None => Err(Unmet::Failed(told(&answer))),
    }
}

async fn unknown(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let answer = health(&connection, "nobody.has.this").await.map_err(Unmet::Failed)?;
    let unknown = answer.end.as_ref().is_err_and(|status| status.code() == Code::NotFound);
    verdict(unknown, told(&answer))
}

async fn watch(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let mut call = connection.open_call("/grpc.health.v1.Health/Watch").map_err(Unmet::failed)?;
    call.tell(HealthCheckRequest { service: "plugin".to_owned() }.encode_to_vec());
    call.half_close();
    match tokio::time::timeout(PATIENCE, call.next()).await {
        Ok(Ok(Heard::Message(message))) if serving(&message) == SERVING => {
            still_open(&mut call, &connection).await?;
            Ok(SERVING.to_owned())
        }
        Ok(Ok(Heard::Message(message))) => Err(Unmet::Failed(serving(&message))),
        Ok(Ok(Heard::End(end))) => {
            Err(Unmet::Failed(end.map_or_else(|status| ended(&status), |()| "no message".to_owned())))
        }
        Ok(Err(error)) => Err(Unmet::failed(error)),
        Err(_) => Err(Unmet::failed("nothing came")),
    }
}

const SERVING: &str = "SERVING";
