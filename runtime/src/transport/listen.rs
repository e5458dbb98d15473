//! Listening: a Unix socket in a private directory, or a TCP port of a range (wire.md §1.5).

#[cfg(feature = "testing")]
mod given;

use std::fs::Permissions;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Gid, chown};
use tempfile::{NamedTempFile, TempPath};
use tokio::net::{TcpListener, TcpSocket, UnixListener, UnixSocket};
use tokio_util::either::Either;

use super::directory::{SocketDirectory, check_length};
use crate::address::Address;
use crate::error::{ConfigError, Error, TransportError};
use crate::handshake::PortRange;
use crate::tls::Socket;

/// Where to listen.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    /// A new socket, in this directory or in a private one of its own.
    Unix { directory: Option<PathBuf>, group: Option<String> },
    /// The first free port of the loopback address.
    Tcp(PortRange),
}

impl Place {
    /// Where the broker's sockets go: beside the main one, which is at this address.
    pub(crate) fn beside(&self, address: &Address) -> Self {
        match (self, address) {
            (Self::Unix { group, .. }, Address::Unix(socket)) => {
                Self::Unix { directory: socket.parent().map(PathBuf::from), group: group.clone() }
            }
            _ => self.clone(),
        }
    }
}

/// A bound listener. Its socket file, and the directory if it is ours, go when it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    address: Address,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    // The file goes before the directory that holds it: fields are dropped in order.
    Unix { socket: NamedTempFile<UnixListener>, _directory: Option<SocketDirectory> },
    Tcp(TcpListener),
}

impl Listener {
    /// Binds; from here on the kernel takes connections, which wait until [`accept`](Self::accept).
    pub(crate) fn bind(place: &Place) -> Result<Self, Error> {
        match place {
            Place::Unix { directory, group } => bind_unix(directory.as_deref(), group.as_deref()),
            Place::Tcp(ports) => Ok(bind_tcp(*ports)?),
        }
    }

    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    /// The next connection.
    pub(crate) async fn accept(&self) -> io::Result<Socket> {
        match &self.inner {
            Inner::Unix { socket, .. } => Ok(Either::Left(socket.as_file().accept().await?.0)),
            Inner::Tcp(listener) => {
                let (stream, _) = listener.accept().await?;
                stream.set_nodelay(true)?;
                Ok(Either::Right(stream))
            }
        }
    }
}

fn bind_unix(directory: Option<&Path>, group: Option<&str>) -> Result<Listener, Error> {
    let group = group.map(group_id).transpose()?;
    let own = if directory.is_none() { Some(SocketDirectory::temporary()?) } else { None };
    let parent = own.as_ref().map(SocketDirectory::path).or(directory).unwrap_or(Path::new("")).to_owned();
    check_length(&parent.join(LONGEST_NAME))?;
    let bind = || {
        if let (Some(own), Some(group)) = (&own, group) {
            own.open_to_group(group, 0o710)?;
        }
        // The prefix of go-plugin's own sockets (S1).
        tempfile::Builder::new().prefix("plugin").rand_bytes(10).make_in(&parent, |path| bind_file(path, group))
    };
    let socket = bind().map_err(|source| TransportError::Bind { address: parent.display().to_string(), source })?;
    Ok(Listener { address: Address::Unix(socket.path().to_owned()), inner: Inner::Unix { socket, _directory: own } })
}

/// Binds with nobody able to connect before the permissions are right: a socket takes connections only once it listens.
fn bind_file(path: &Path, group: Option<Gid>) -> io::Result<UnixListener> {
    let socket = UnixSocket::new_stream()?;
    socket.bind(path)?;
    let file = TempPath::try_from_path(path)?;
    let mode = if group.is_some() { 0o660 } else { 0o600 };
    if group.is_some() {
        chown(path, None, group)?;
    }
    std::fs::set_permissions(path, Permissions::from_mode(mode))?;
    let listener = socket.listen(BACKLOG)?;
    file.keep()?;
    Ok(listener)
}

/// The group of that number or name; a number need not be in the system's list (S2).
pub(crate) fn group_id(group: &str) -> Result<Gid, ConfigError> {
    // The highest number is none: to the system it means "leave the group as it is".
    let number = group.parse().ok().filter(|number| *number != u32::MAX);
    let by_name = || uzers::get_group_by_name(group).map(|group| group.gid());
    let id = number.or_else(by_name).ok_or_else(|| ConfigError::UnknownGroup { group: group.to_owned() })?;
    Ok(Gid::from_raw(id))
}

fn bind_tcp(ports: PortRange) -> Result<Listener, TransportError> {
    let mut last = io::Error::new(io::ErrorKind::AddrInUse, "the range is empty");
    for port in ports.min..=ports.max {
        match bind_port(port) {
            Ok(listener) => return listening(listener),
            Err(error) => last = error,
        }
    }
    let address = format!("127.0.0.1:{} to {}", ports.min, ports.max);
    Err(TransportError::Bind { address, source: last })
}

fn bind_port(port: u16) -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    // A port whose last connections are still being forgotten is free.
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    socket.listen(BACKLOG)
}

fn listening(listener: TcpListener) -> Result<Listener, TransportError> {
    let local = listener.local_addr();
    let local = local.map_err(|source| TransportError::Bind { address: "127.0.0.1".to_owned(), source })?;
    let address = Address::Tcp { host: local.ip().to_string(), port: local.port() };
    Ok(Listener { address, inner: Inner::Tcp(listener) })
}

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 1024;
/// As long as the name of a socket gets.
const LONGEST_NAME: &str = "plugin0123456789";
