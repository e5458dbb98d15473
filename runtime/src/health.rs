//! Whether a plugin answers (wire.md §1.9).

use std::time::Duration;

use tonic_health::ServingStatus;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};

use crate::error::CallError;
use crate::status::{Code, Status};
use crate::transport::Channel;

/// The plugin's half: healthy for as long as it serves.
pub(crate) async fn service() -> HealthServer<impl Health> {
    let (reporter, service) = tonic_health::server::health_reporter();
    reporter.set_service_status(SERVICE, ServingStatus::Serving).await;
    service
}

/// The host's half: asks once. Any answer counts as life, whatever it says (P1).
pub(crate) async fn ping(channel: Channel, patience: Duration) -> Result<(), CallError> {
    let origin = channel.origin().clone();
    let mut client = HealthClient::with_origin(channel, origin);
    let request = HealthCheckRequest { service: SERVICE.to_owned() };
    match tokio::time::timeout(patience, client.check(request)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(status)) => Err(CallError::Status(status.into())),
        Err(_) => {
            let message = format!("the plugin did not answer within {patience:?}");
            Err(CallError::Status(Status::new(Code::DeadlineExceeded, message)))
        }
    }
}

/// The one name that go-plugin's hosts ask for (R1).
const SERVICE: &str = "plugin";
