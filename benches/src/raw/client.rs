//! The client that tonic generates.

use std::path::PathBuf;

use hyper_util::rt::TokioIo;
use prost::Message;
use tokio::io::DuplexStream;
use tokio::net::UnixStream;
use tonic::client::Grpc;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};
use tonic_prost::ProstCodec;

use super::{Empty, GET, GetRequest, GetResponse, MESSAGE_LIMIT, PUT, PutRequest, Trust};

/// Calls the service on tonic's own channel, with its default settings.
#[derive(Debug, Clone)]
pub struct RawClient(Grpc<Channel>);

impl RawClient {
    /// Connects to a Unix socket.
    ///
    /// # Errors
    ///
    /// Nobody listens there, or not with this trust.
    pub async fn connect(socket: PathBuf, trust: Option<&Trust>) -> Result<Self, tonic::transport::Error> {
        let endpoint = match trust {
            Some(trust) => Endpoint::from_static("https://localhost").tls_config(trust.client())?,
            None => Endpoint::from_static("http://localhost"),
        };
        let connector = tower::service_fn(move |_| {
            let socket = socket.clone();
            async move { UnixStream::connect(socket).await.map(TokioIo::new) }
        });
        Ok(Self::of(endpoint.connect_with_connector(connector).await?))
    }

    /// Speaks over a pipe in memory, in plaintext.
    ///
    /// # Errors
    ///
    /// Nobody answers at its other end.
    pub async fn over(pipe: DuplexStream) -> Result<Self, tonic::transport::Error> {
        let mut pipe = Some(pipe);
        let connector = tower::service_fn(move |_| {
            let pipe = pipe.take().map(TokioIo::new);
            async move { pipe.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotConnected)) }
        });
        Ok(Self::of(Endpoint::from_static("http://localhost").connect_with_connector(connector).await?))
    }

    fn of(channel: Channel) -> Self {
        Self(Grpc::new(channel).max_decoding_message_size(MESSAGE_LIMIT).max_encoding_message_size(MESSAGE_LIMIT))
    }

    /// Calls `Get`.
    ///
    /// # Errors
    ///
    /// `NOT_FOUND` where nothing is stored, or a lost call.
    pub async fn get(&mut self, key: String) -> Result<Vec<u8>, Status> {
        let response: GetResponse = self.unary(GET, GetRequest { key }).await?;
        Ok(response.value)
    }

    /// Calls `Put`.
    ///
    /// # Errors
    ///
    /// A lost call.
    pub async fn put(&mut self, key: String, value: Vec<u8>) -> Result<(), Status> {
        let Empty {} = self.unary(PUT, PutRequest { key, value }).await?;
        Ok(())
    }

    async fn unary<Q, R>(&mut self, path: &'static str, request: Q) -> Result<R, Status>
    where
        Q: Message + 'static,
        R: Message + Default + 'static,
    {
        self.0.ready().await.map_err(|error| Status::unknown(format!("Service was not ready: {error}")))?;
        let codec = ProstCodec::<Q, R>::default();
        let response = self.0.unary(Request::new(request), PathAndQuery::from_static(path), codec).await?;
        Ok(response.into_inner())
    }
}
