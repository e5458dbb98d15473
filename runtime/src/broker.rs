//! The broker's stream (wire.md §1.12): both ends hold it open for as long as they live (B3, B11).

use std::pin::Pin;

use futures_util::stream::{self, Stream, StreamExt as _};
use tokio::sync::oneshot;
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status, Streaming};
use tracing::debug;

use crate::generated::ConnInfo;
use crate::generated::grpc_broker_client::GrpcBrokerClient;
use crate::generated::grpc_broker_server::{GrpcBroker, GrpcBrokerServer};
use crate::transport::Channel;

/// The plugin's half: keeps each host's stream until that host or this plugin ends.
pub(crate) fn service(ending: CancellationToken) -> GrpcBrokerServer<Service> {
    GrpcBrokerServer::new(Service { ending })
}

#[derive(Debug)]
pub(crate) struct Service {
    ending: CancellationToken,
}

#[tonic::async_trait]
impl GrpcBroker for Service {
    type StartStreamStream = Pin<Box<dyn Stream<Item = Result<ConnInfo, Status>> + Send>>;

    async fn start_stream(
        &self,
        request: Request<Streaming<ConnInfo>>,
    ) -> Result<Response<Self::StartStreamStream>, Status> {
        let (offers, ending) = (request.into_inner(), self.ending.clone());
        let held = stream::unfold((offers, ending), |(mut offers, ending)| async move {
            let ended = ending.run_until_cancelled(read_to_end(&mut offers)).await;
            debug!(by_host = ended.is_some(), "the broker's stream ended");
            None
        });
        Ok(Response::new(Box::pin(held)))
    }
}

/// The host's half: opens the stream, and keeps it until the connection ends. A plugin without a broker answers at once.
pub(crate) async fn hold(channel: Channel) {
    let origin = channel.origin().clone();
    let mut client = GrpcBrokerClient::with_origin(channel, origin);
    // A request that ends with this future. hyper sends it from a task of its own, which would hold the connection for
    // ever if it never ended.
    let (_open, ended) = oneshot::channel::<()>();
    let request = stream::once(ended).filter_map(|_| std::future::ready(None));
    match client.start_stream(request).await {
        Ok(response) => read_to_end(&mut response.into_inner()).await,
        Err(status) => debug!(%status, "the plugin has no broker"),
    }
}

/// Reads offers to which no service here has an answer.
async fn read_to_end(offers: &mut Streaming<ConnInfo>) {
    while let Ok(Some(offer)) = offers.message().await {
        debug!(id = offer.service_id, "an offer of a connection that nothing waits for");
    }
}
