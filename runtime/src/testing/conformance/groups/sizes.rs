//! Large messages, asked of health and reflection, which every plugin of go-plugin's has.

use prost::Message as _;
use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;

use crate::testing::conformance::calls::{padded_health, reflection, told};
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "sizes-3-mib-in",
        title: "it takes 3 MiB",
        level: Level::Expected,
        facts: &["G3"],
        expected: "an answer to a request of 3 MiB",
        needs: &["health-plugin"],
        way: Way::Try(|trial| Box::pin(three_in(trial))),
    },
    Check {
        id: "sizes-5-mib-in",
        title: "it takes 5 MiB, more than gRPC's default",
        level: Level::Extra,
        facts: &["G2", "G3"],
        expected: "an answer to a request of 5 MiB",
        needs: &["sizes-3-mib-in"],
        way: Way::Try(|trial| Box::pin(five_in(trial))),
    },
    Check {
        id: "sizes-16-mib-in",
        title: "it takes 16 MiB",
        level: Level::Extra,
        facts: &["G2", "G3"],
        expected: "an answer to a request of 16 MiB",
        needs: &["sizes-5-mib-in"],
        way: Way::Try(|trial| Box::pin(sixteen_in(trial))),
    },
    Check {
        id: "sizes-3-mib-out",
        title: "it sends 3 MiB",
        level: Level::Expected,
        facts: &["G2"],
        expected: "a reflection answer that has the 3 MiB of its request in it",
        needs: &["sizes-3-mib-in", "reflection-v1"],
        way: Way::Try(|trial| Box::pin(three_out(trial))),
    },
    Check {
        id: "sizes-16-mib-out",
        title: "it sends 16 MiB",
        level: Level::Extra,
        facts: &["G2"],
        expected: "a reflection answer that has the 16 MiB of its request in it",
        needs: &["sizes-16-mib-in", "sizes-3-mib-out"],
        way: Way::Try(|trial| Box::pin(sixteen_out(trial))),
    },
];

async fn three_in(trial: &Trial) -> Seen {
    takes(trial, 3 * MEBI).await
}

async fn five_in(trial: &Trial) -> Seen {
    takes(trial, 5 * MEBI).await
}

async fn sixteen_in(trial: &Trial) -> Seen {
    takes(trial, 16 * MEBI).await
}

async fn three_out(trial: &Trial) -> Seen {
    sends(trial, 3 * MEBI).await
}

async fn sixteen_out(trial: &Trial) -> Seen {
    sends(trial, 16 * MEBI).await
}

/// Asks for its health, with a field of that size that nobody knows: those who read protobuf pass over it.
async fn takes(trial: &Trial, size: usize) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let answer = padded_health(&connection, size).await.map_err(Unmet::Failed)?;
    verdict(answer.end.is_ok(), told(&answer))
}

/// Asks reflection a question with a long host name, which is in the answer again.
async fn sends(trial: &Trial, size: usize) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let question = MessageRequest::ListServices(String::new());
    let answer = reflection(&connection, "v1", "a".repeat(size), question).await?;
    let sent = answer.encoded_len();
    if sent < size {
        return Err(Unmet::Skipped("its reflection does not repeat the question".to_owned()));
    }
    Ok(format!("{sent} bytes"))
}

const MEBI: usize = 1 << 20;
