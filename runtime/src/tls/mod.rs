//! Mutual TLS for one launch: each end makes a key, and trusts exactly the other's certificate (wire.md §1.6).
//!
//! Nothing here knows of services, processes or the handshake line.

mod credentials;
#[cfg(feature = "testing")]
pub(crate) mod false_session;
mod fault;
mod identity;
mod own;
mod trust;
mod witness;

use std::io;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ServerConfig};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};
use tokio_rustls::{TlsAcceptor, TlsConnector, TlsStream};
use tokio_util::either::Either;

pub(crate) use credentials::Credentials;
pub(crate) use identity::Identity;
pub use own::Certificates;
pub(crate) use trust::Pinned;
pub(crate) use witness::shows_certificate;

use crate::error::SecurityError;

/// A connected socket, before any TLS.
pub(crate) type Socket = Either<UnixStream, TcpStream>;

/// One end of a session: our own identity, and whom the other end must prove to be.
#[derive(Debug, Clone)]
pub(crate) enum Session {
    /// Made for one launch.
    Launch(Ends),
    /// The user's, which may be others with each handshake.
    Own(Certificates),
    /// Not what it should be, for tests of hosts.
    #[cfg(feature = "testing")]
    False(false_session::FalseEnds),
}

/// What TLS is done with, from either end.
#[derive(Debug, Clone)]
pub(crate) struct Ends {
    client: Arc<ClientConfig>,
    server: Arc<ServerConfig>,
    /// Who is dialled.
    name: ServerName<'static>,
}

impl Ends {
    /// Speaks HTTP/2 alone, and proves everything anew with each handshake: a resumed session would skip the certificates.
    fn new(mut client: ClientConfig, mut server: ServerConfig, name: ServerName<'static>) -> Self {
        client.alpn_protocols = vec![ALPN.to_vec()];
        client.resumption = rustls::client::Resumption::disabled();
        server.alpn_protocols = vec![ALPN.to_vec()];
        server.session_storage = Arc::new(rustls::server::NoServerSessionStorage {});
        server.send_tls13_tickets = 0;
        Self { client: Arc::new(client), server: Arc::new(server), name }
    }
}

impl Session {
    /// A session between `identity` and the holder of `peer`'s key.
    pub(crate) fn new(identity: &Identity, peer: impl Into<Arc<Pinned>>) -> Result<Self, SecurityError> {
        let provider = provider();
        let pinned = peer.into();
        let (chain, key) = (vec![identity.certificate.clone()], identity.key());
        let failed = |error: rustls::Error| SecurityError::Identity(Box::new(error));

        let client = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .dangerous() // rustls' word for a verifier of one's own; ours takes one certificate instead of many.
            .with_custom_certificate_verifier(Arc::clone(&pinned) as _);
        let client = client.with_client_auth_cert(chain.clone(), key.clone_key()).map_err(failed)?;

        let server = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(failed)?
            .with_client_cert_verifier(pinned);
        let server = server.with_single_cert(chain, key).map_err(failed)?;
        Ok(Self::Launch(Ends::new(client, server, localhost())))
    }

    /// Proves both ends to each other on a socket that we dialled.
    pub(crate) async fn connect<S: AsyncRead + AsyncWrite + Unpin>(&self, socket: S) -> io::Result<TlsStream<S>> {
        let Ends { client, name, .. } = self.ends().await;
        let stream = TlsStream::from(TlsConnector::from(client).connect(name, socket).await?);
        speaks_http2(stream)
    }

    /// Proves both ends to each other on a socket that we accepted.
    pub(crate) async fn accept<S: AsyncRead + AsyncWrite + Unpin>(&self, socket: S) -> io::Result<TlsStream<S>> {
        #[cfg(feature = "testing")]
        if let Self::False(ends) = self {
            return ends.accept(socket).await;
        }
        let Ends { server, .. } = self.ends().await;
        let stream = TlsStream::from(TlsAcceptor::from(server).accept(socket).await?);
        speaks_http2(stream)
    }

    async fn ends(&self) -> Ends {
        match self {
            Self::Launch(ends) => ends.clone(),
            Self::Own(certificates) => certificates.ends().await,
            #[cfg(feature = "testing")]
            Self::False(ends) => ends.ends(),
        }
    }
}

/// The SHA-256 of the certificate that the other end has proven, in hexadecimal.
pub(crate) fn fingerprint<S>(stream: &TlsStream<S>) -> String {
    let presented = stream.get_ref().1.peer_certificates().and_then(<[_]>::first);
    presented.map(|certificate| trust::fingerprint(certificate)).unwrap_or_default()
}

/// Refuses a peer that did not agree on HTTP/2 (T6); rustls itself lets a peer without any ALPN pass.
fn speaks_http2<S>(stream: TlsStream<S>) -> io::Result<TlsStream<S>> {
    match stream.get_ref().1.alpn_protocol() {
        Some(ALPN) => Ok(stream),
        _ => Err(io::Error::new(io::ErrorKind::InvalidData, "the peer did not agree on the protocol h2 (ALPN)")),
    }
}

/// The one name in the certificates of go-plugin (T1, T12). It identifies nobody; the certificate does.
fn localhost() -> ServerName<'static> {
    ServerName::try_from("localhost").expect("localhost is a name")
}

/// aws-lc-rs, since Go's certificates are P-521, which ring does not verify (T9).
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

const ALPN: &[u8] = b"h2";
