//! One connection of HTTP/2, on which gRPC is spoken in bytes.

use std::io;

use bytes::Bytes;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;

use super::{Answer, Approach, Call};
use crate::transport::{Channel, Stream};

/// A connection to a plugin. Dropped, it ends.
#[derive(Debug)]
pub struct Connection {
    channel: Channel,
    certificate: Option<Vec<u8>>,
    protocol: Option<Vec<u8>>,
    _driver: JoinSet<()>,
}

impl Connection {
    pub(super) async fn over(
        socket: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
        approach: &Approach,
    ) -> io::Result<Self> {
        let Some(connector) = approach.connector()? else {
            return Self::open(Box::pin(socket), None, None).await;
        };
        let name = ServerName::try_from("localhost").map_err(io::Error::other)?;
        let stream = connector.connect(name, socket).await?;
        let session = stream.get_ref().1;
        let certificate = session.peer_certificates().and_then(<[_]>::first).map(|first| first.to_vec());
        let protocol = session.alpn_protocol().map(<[u8]>::to_vec);
        Self::open(Box::pin(stream), certificate, protocol).await
    }

    async fn open(stream: Stream, certificate: Option<Vec<u8>>, protocol: Option<Vec<u8>>) -> io::Result<Self> {
        let (channel, driver) = Channel::open(stream, certificate.is_some()).await.map_err(io::Error::other)?;
        let mut tasks = JoinSet::new();
        tasks.spawn(async { _ = driver.await });
        Ok(Self { channel, certificate, protocol, _driver: tasks })
    }

    /// The certificate in DER that the plugin has shown and has the key of; `None` without TLS.
    pub fn certificate(&self) -> Option<&[u8]> {
        self.certificate.as_deref()
    }

    /// The protocol that was agreed on by ALPN.
    pub fn protocol(&self) -> Option<&[u8]> {
        self.protocol.as_deref()
    }

    /// A call with one request. `path` is as on the wire, `/plugin.GRPCController/Shutdown`, and `message` what protobuf
    /// makes of the request. Waits for the end of the answer, however long that takes.
    ///
    /// # Errors
    ///
    /// When there is no answer, or one that is not gRPC. A status that the plugin answers is an [`Answer`].
    pub async fn call(&self, path: &str, message: impl Into<Bytes>) -> io::Result<Answer> {
        let mut call = self.open_call(path)?;
        call.tell(message);
        call.half_close();
        call.answer().await
    }

    /// A call whose messages come and go as the test says.
    ///
    /// # Errors
    ///
    /// When `path` is no path.
    pub fn open_call(&self, path: &str) -> io::Result<Call> {
        Call::open(self.channel.clone(), path)
    }
}
