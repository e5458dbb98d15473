//! The host's say over the plugin: Shutdown (wire.md §1.10).

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use tracing::debug;

use crate::generated::Empty;
use crate::generated::grpc_controller_client::GrpcControllerClient;
use crate::generated::grpc_controller_server::{GrpcController, GrpcControllerServer};
use crate::transport::Channel;

/// Makes what was printed before the end arrive before it.
pub(crate) type Flush = Arc<dyn Fn() -> futures_util::future::BoxFuture<'static, ()> + Send + Sync>;

/// The plugin's half: flushes, then ends the plugin, then answers.
pub(crate) fn service(ending: CancellationToken, flush: Flush) -> GrpcControllerServer<Service> {
    GrpcControllerServer::new(Service { ending, flush })
}

pub(crate) struct Service {
    ending: CancellationToken,
    flush: Flush,
}

#[tonic::async_trait]
impl GrpcController for Service {
    async fn shutdown(&self, _: Request<Empty>) -> Result<Response<Empty>, Status> {
        // A Go host closes the connection as soon as it has the answer, so what was printed must be out before (O9).
        (self.flush)().await;
        self.ending.cancel();
        Ok(Response::new(Empty {}))
    }
}

/// The host's half: asks the plugin to end. Any answer will do, and none within `patience` too (K1, K2).
pub(crate) async fn shutdown(channel: Channel, patience: Duration) {
    let origin = channel.origin().clone();
    let mut client = GrpcControllerClient::with_origin(channel, origin);
    let answer = timeout(patience, client.shutdown(Empty {})).await;
    debug!(answer = ?answer.map(|answer| answer.map(|_| ())), "asked the plugin to end");
}
