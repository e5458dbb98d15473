//! Sockets of either network.

use std::io;
use std::path::PathBuf;

use pintle::Address;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    Unix,
    Tcp,
}

pub const NETWORKS: [Network; 2] = [Network::Unix, Network::Tcp];

pub trait Duplex: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Duplex for S {}

pub type Socket = Box<dyn Duplex>;

pub async fn connect(address: &Address) -> io::Result<Socket> {
    Ok(match address {
        Address::Unix(path) => Box::new(UnixStream::connect(path).await?),
        Address::Tcp { host, port } => Box::new(TcpStream::connect((host.as_str(), *port)).await?),
        other => unreachable!("no such network: {other:?}"),
    })
}

/// A socket that listens. Its file goes with it.
#[derive(Debug)]
pub enum Listener {
    Unix(UnixListener, TempDir),
    Tcp(TcpListener),
}

impl Listener {
    pub async fn bind(network: Network) -> Self {
        match network {
            Network::Unix => {
                let directory = tempfile::tempdir().unwrap();
                Self::Unix(UnixListener::bind(socket(&directory)).unwrap(), directory)
            }
            Network::Tcp => Self::Tcp(TcpListener::bind("127.0.0.1:0").await.unwrap()),
        }
    }

    /// Fields 3 and 4 of the handshake line (L1).
    pub fn fields(&self) -> String {
        match self {
            Self::Unix(_, directory) => format!("unix|{}", socket(directory).display()),
            Self::Tcp(listener) => format!("tcp|{}", listener.local_addr().unwrap()),
        }
    }

    pub async fn accept(&self) -> io::Result<Socket> {
        Ok(match self {
            Self::Unix(listener, _) => Box::new(listener.accept().await?.0),
            Self::Tcp(listener) => Box::new(listener.accept().await?.0),
        })
    }
}

fn socket(directory: &TempDir) -> PathBuf {
    directory.path().join("socket")
}
