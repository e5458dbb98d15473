//! Endpoints that no other test has: they clean up after themselves, and their paths always fit.

use std::io;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;

use crate::address::Address;
use crate::error::{Error, TransportError};
use crate::handshake::PortRange;
use crate::serve::Transport;
use crate::transport::{self, Listener, Place, SocketDirectory};

/// Where a plugin [listens](super::InProcess::listen): made of a [`Transport`], an [`Address`], a [`SocketPath`] or a
/// [`TcpListener`].
#[derive(Debug)]
pub struct Endpoint(Kind);

#[derive(Debug)]
enum Kind {
    Isolated(Transport),
    At(Address),
    Bound(TcpListener),
}

impl Endpoint {
    pub(super) async fn bind(self) -> Result<Listener, Error> {
        match self.0 {
            Kind::Isolated(Transport::Unix) => Listener::bind(&Place::Unix { directory: None, group: None }),
            Kind::Isolated(Transport::Tcp) => Listener::bind(&Place::Tcp(PortRange::default())),
            Kind::At(address) => Ok(Listener::at(&address).await?),
            Kind::Bound(listener) => Ok(Listener::of(listener)?),
        }
    }
}

impl From<Transport> for Endpoint {
    fn from(transport: Transport) -> Self {
        Self(Kind::Isolated(transport))
    }
}

impl From<Address> for Endpoint {
    fn from(address: Address) -> Self {
        Self(Kind::At(address))
    }
}

impl From<&SocketPath> for Endpoint {
    fn from(path: &SocketPath) -> Self {
        Self(Kind::At(path.address()))
    }
}

impl From<TcpListener> for Endpoint {
    fn from(listener: TcpListener) -> Self {
        Self(Kind::Bound(listener))
    }
}

/// A path for a Unix socket that nobody else has, in a private directory (mode 0700) that is gone when this is dropped.
///
/// It is short enough to be bound, however long the path of the temporary directory is.
#[derive(Debug)]
pub struct SocketPath {
    path: PathBuf,
    _directory: SocketDirectory,
}

impl SocketPath {
    /// The path as an address.
    pub fn address(&self) -> Address {
        Address::Unix(self.path.clone())
    }
}

impl AsRef<Path> for SocketPath {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

/// Makes a path for a Unix socket; nothing is there yet.
///
/// # Errors
///
/// When neither the temporary directory nor `/tmp` can be written to.
pub fn socket_path() -> Result<SocketPath, Error> {
    let directory = SocketDirectory::temporary()?;
    Ok(SocketPath { path: directory.path().join("plugin.sock"), _directory: directory })
}

/// Binds a free TCP port of 127.0.0.1, and hands it over: nobody can take the port in between.
///
/// # Errors
///
/// When there is none, or no runtime.
pub async fn tcp_listener() -> Result<TcpListener, Error> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    Ok(bound.map_err(|source| TransportError::Bind { address: "127.0.0.1".to_owned(), source })?)
}

/// Connects to an address, without a word: what a peer sees that is no host.
///
/// # Errors
///
/// At once: [`TransportError::NoSocket`] where there is no such path, [`TransportError::Connect`] where nobody listens.
pub async fn dial(address: &Address) -> Result<impl AsyncRead + AsyncWrite + Send + Unpin + use<>, Error> {
    transport::dial(address).await.map_err(|source| {
        let (text, last_words) = (address.to_string(), Box::default());
        match address {
            Address::Unix(path) if source.kind() == io::ErrorKind::NotFound => {
                TransportError::NoSocket { path: path.clone(), source }.into()
            }
            _ => TransportError::Connect { address: text, source, last_words }.into(),
        }
    })
}
