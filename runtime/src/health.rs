//! Whether a plugin answers (wire.md §1.9).

use std::error::Error as StdError;
use std::time::Duration;
use std::{fmt, io};

use tonic_health::ServingStatus;
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};

use crate::error::CallError;
use crate::status::{Code, Status};
use crate::transport::{Channel, MESSAGE_LIMIT};

/// The plugin's half: healthy for as long as it serves.
pub(crate) async fn service() -> HealthServer<impl Health> {
    let (reporter, service) = tonic_health::server::health_reporter();
    reporter.set_service_status(SERVICE, ServingStatus::Serving).await;
    service.max_decoding_message_size(MESSAGE_LIMIT)
}

/// The host's half: asks once. Any answer counts as life, whatever it says (P1).
pub(crate) async fn ping(channel: Channel, patience: Duration) -> Result<(), CallError> {
    match tokio::time::timeout(patience, check(channel)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(status)) => Err(CallError::Status(status.into())),
        Err(_) => {
            let message = format!("the plugin did not answer within {patience:?}");
            Err(CallError::Status(Status::new(Code::DeadlineExceeded, message)))
        }
    }
}

/// Waits for the first answer on a new connection, whatever it says: a plugin need not have the health service.
pub(crate) async fn answers(channel: Channel) -> Result<(), Lost> {
    match check(channel).await {
        Err(status) if status.source().is_some() => Err(Lost::Call(status)),
        _ => Ok(()),
    }
}

async fn check(channel: Channel) -> Result<(), tonic::Status> {
    let origin = channel.origin().clone();
    let mut client = HealthClient::with_origin(channel, origin);
    let request = HealthCheckRequest { service: SERVICE.to_owned() };
    client.check(request).await.map(|_| ())
}

/// A connection that ended before anything was answered on it.
#[derive(Debug)]
pub(crate) enum Lost {
    Connection(hyper::Error),
    Call(tonic::Status),
}

impl Lost {
    /// What TLS said, if it was TLS that failed. HTTP/2 keeps only kind and text of it, and `InvalidData` is rustls' kind
    /// for everything.
    pub(crate) fn tls_failure(&self) -> Option<io::Error> {
        let mut chain = std::iter::successors(Some(self.below()), |error| (*error).source());
        let failure = chain.find_map(|error| error.downcast_ref::<io::Error>())?;
        (failure.kind() == io::ErrorKind::InvalidData).then(|| io::Error::new(failure.kind(), failure.to_string()))
    }

    /// The error of the connection; a call's status only wraps it.
    fn below(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::Connection(error) => error,
            Self::Call(status) => status.source().unwrap_or(status),
        }
    }
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.below(), f)
    }
}

impl StdError for Lost {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.below().source()
    }
}

/// The one name that go-plugin's hosts ask for (R1).
const SERVICE: &str = "plugin";
