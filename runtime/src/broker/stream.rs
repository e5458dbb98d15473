//! The stream on which the two brokers talk: both ends hold it open for as long as they live (wire.md B3, B11).

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::StreamExt as _;
use futures_util::stream::{self, Stream};
use tokio::sync::mpsc;
use tonic::{Code, Request, Response, Status, Streaming};
use tracing::debug;

use super::core::Core;
use super::desk;
use crate::generated::ConnInfo;
use crate::generated::grpc_broker_client::GrpcBrokerClient;
use crate::generated::grpc_broker_server::{GrpcBroker, GrpcBrokerServer};
use crate::service::Exchange;
use crate::transport::Channel;

/// The plugin's half: each connection of a host has a broker of its own, which the request brings along.
pub(crate) fn service() -> GrpcBrokerServer<Service> {
    GrpcBrokerServer::new(Service)
}

#[derive(Debug)]
pub(crate) struct Service;

#[tonic::async_trait]
impl GrpcBroker for Service {
    type StartStreamStream = Pin<Box<dyn Stream<Item = Result<ConnInfo, Status>> + Send>>;

    async fn start_stream(
        &self,
        request: Request<Streaming<ConnInfo>>,
    ) -> Result<Response<Self::StartStreamStream>, Status> {
        let Some(Exchange::Broker(core)) = request.extensions().get().cloned() else {
            return Err(Status::unimplemented("there is no broker within one process"));
        };
        let Some(outgoing) = core.attach() else {
            return Err(Status::failed_precondition("the broker's stream is open already"));
        };
        let ending = core.facts.ending.clone();
        core.spawn(listen(Arc::clone(&core), request.into_inner()));
        let told = messages(outgoing).map(Ok).take_until(ending.cancelled_owned());
        Ok(Response::new(Box::pin(told)))
    }
}

/// The host's half: opens the stream, and keeps it until the connection ends. A plugin without a broker answers at once.
pub(crate) async fn hold(core: Arc<Core>, channel: Channel) {
    let origin = channel.origin().clone();
    let mut client = GrpcBrokerClient::with_origin(channel, origin);
    let Some(outgoing) = core.attach() else { return };
    match client.start_stream(messages(outgoing)).await {
        Ok(response) => listen(core, response.into_inner()).await,
        Err(status) => parted(&core, Err(status)),
    }
}

/// What we tell. It ends with the session.
fn messages(mut outgoing: mpsc::UnboundedReceiver<ConnInfo>) -> impl Stream<Item = ConnInfo> + Send {
    stream::poll_fn(move |context: &mut Context<'_>| -> Poll<Option<ConnInfo>> { outgoing.poll_recv(context) })
}

/// Hears the peer out.
async fn listen(core: Arc<Core>, mut incoming: Streaming<ConnInfo>) {
    loop {
        match incoming.message().await {
            Ok(Some(message)) => core.heard(message),
            ended => return parted(&core, ended),
        }
    }
}

/// The two brokers cannot talk any more, or never could.
fn parted(core: &Arc<Core>, ended: Result<Option<ConnInfo>, Status>) {
    debug!(?ended, "the broker's stream ended");
    let absent = ended.is_err_and(|status| status.code() == Code::Unimplemented);
    core.detach(if absent { desk::Stream::Absent } else { desk::Stream::Over });
}
