//! grpc.reflection, by which tools find services.

use tonic_reflection::pb::v1::server_reflection_request::MessageRequest;
use tonic_reflection::pb::v1::server_reflection_response::MessageResponse;

use crate::testing::conformance::calls::reflection;
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::Connection;

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "reflection-v1",
        title: "it lists its services to today's tools",
        level: Level::Expected,
        facts: &["R2"],
        expected: "a list of services from grpc.reflection.v1",
        needs: &[],
        way: Way::Try(|trial| Box::pin(v1(trial))),
    },
    Check {
        id: "reflection-v1alpha",
        title: "it lists its services to older tools",
        level: Level::Expected,
        facts: &["R2"],
        expected: "a list of services from grpc.reflection.v1alpha",
        needs: &[],
        way: Way::Try(|trial| Box::pin(v1alpha(trial))),
    },
    Check {
        id: "reflection-control",
        title: "the list has go-plugin's own services",
        level: Level::Expected,
        facts: &["R2", "R3", "R4", "R5"],
        expected: "plugin.GRPCBroker, plugin.GRPCController and plugin.GRPCStdio in the list",
        needs: &["reflection-v1"],
        way: Way::Try(|trial| Box::pin(control(trial))),
    },
    Check {
        id: "reflection-descriptions",
        title: "each listed service is described",
        level: Level::Extra,
        facts: &["R2"],
        expected: "a file descriptor for each",
        needs: &["reflection-v1"],
        way: Way::Try(|trial| Box::pin(descriptions(trial))),
    },
];

async fn v1(trial: &Trial) -> Seen {
    listed(trial, "v1").await
}

async fn v1alpha(trial: &Trial) -> Seen {
    listed(trial, "v1alpha").await
}

async fn listed(trial: &Trial, version: &str) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let services = services(&connection, version).await?;
    verdict(!services.is_empty(), format!("{} services", services.len()))
}

async fn control(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let services = services(&connection, "v1").await?;
    let own = ["plugin.GRPCBroker", "plugin.GRPCController", "plugin.GRPCStdio"];
    let missing: Vec<&str> = own.into_iter().filter(|own| !services.iter().any(|service| service == own)).collect();
    verdict(
        missing.is_empty(),
        if missing.is_empty() { "all three".to_owned() } else { format!("no {}", missing.join(", ")) },
    )
}

async fn descriptions(trial: &Trial) -> Seen {
    let (_started, _, connection) = trial.connected().await?;
    let services = services(&connection, "v1").await?;
    for service in &services {
        let question = MessageRequest::FileContainingSymbol(service.clone());
        let answer = reflection(&connection, "v1", String::new(), question).await?;
        match answer.message_response {
            Some(MessageResponse::FileDescriptorResponse(files)) if !files.file_descriptor_proto.is_empty() => {}
            Some(MessageResponse::ErrorResponse(error)) => {
                return Err(Unmet::Failed(format!("{service}: {}", error.error_message)));
            }
            _ => return Err(Unmet::Failed(format!("{service}: no file"))),
        }
    }
    Ok(format!("{} services", services.len()))
}

/// The names of all services.
async fn services(connection: &Connection, version: &str) -> Result<Vec<String>, Unmet> {
    let question = MessageRequest::ListServices(String::new());
    let answer = reflection(connection, version, String::new(), question).await?;
    match answer.message_response {
        Some(MessageResponse::ListServicesResponse(list)) => {
            Ok(list.service.into_iter().map(|service| service.name).collect())
        }
        Some(MessageResponse::ErrorResponse(error)) => Err(Unmet::Failed(error.error_message)),
        _ => Err(Unmet::failed("an answer without a list")),
    }
}
