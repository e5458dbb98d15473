//! The host's say over the plugin: Shutdown (wire.md §1.10).

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use tracing::debug;

use crate::generated::Empty;
use crate::generated::grpc_controller_client::GrpcControllerClient;
use crate::generated::grpc_controller_server::{GrpcController, GrpcControllerServer};
use crate::service::{Metadata, timeout_of};
use crate::transport::Channel;

/// Makes what was printed before the end arrive before it.
pub(crate) type Flush = Arc<dyn Fn() -> futures_util::future::BoxFuture<'static, ()> + Send + Sync>;

/// The plugin's half: has the plugin do what it does before its end, and then answers.
pub(crate) struct Service {
    /// Takes until when the host waits for the end.
    pub(crate) asked: watch::Sender<Option<Instant>>,
    /// How long a host waits that does not say.
    pub(crate) patience: Duration,
    /// Cancelled when nothing is left to do but to flush.
    pub(crate) settled: CancellationToken,
    pub(crate) flush: Flush,
}

/// The service as it is routed to.
pub(crate) fn service(service: Service) -> GrpcControllerServer<Service> {
    GrpcControllerServer::new(service)
}

#[tonic::async_trait]
impl GrpcController for Service {
    async fn shutdown(&self, request: Request<Empty>) -> Result<Response<Empty>, Status> {
        let (metadata, _, _) = request.into_parts();
        let patience = timeout_of(&Metadata::from_tonic(metadata)).unwrap_or(self.patience);
        let by = Instant::now() + patience;
        self.asked.send_if_modified(|asked| asked.is_none() && asked.replace(by).is_none());
        // A Go host closes the connection as soon as it has the answer, so calls in flight, and what was printed, must be out
        // before (O9).
        self.settled.cancelled().await;
        (self.flush)().await;
        Ok(Response::new(Empty {}))
    }
}

/// The host's half: asks the plugin to end. Any answer will do, and none within `patience` too (K1, K2).
pub(crate) async fn shutdown(channel: Channel, patience: Duration) {
    let origin = channel.origin().clone();
    let mut client = GrpcControllerClient::with_origin(channel, origin);
    let mut request = Request::new(Empty {});
    request.set_timeout(patience);
    let answer = timeout(patience, client.shutdown(request)).await;
    debug!(answer = ?answer.map(|answer| answer.map(|_| ())), "asked the plugin to end");
}
