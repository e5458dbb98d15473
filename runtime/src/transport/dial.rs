//! Connecting to an address.

use std::io;

use rustix::net::sockopt::set_socket_keepalive;
use tokio::net::{TcpStream, UnixStream};
use tokio_util::either::Either;

use crate::address::Address;
use crate::tls::Socket;

/// Connects once; TCP without delay and with keep-alive (S7).
pub(crate) async fn dial(address: &Address) -> io::Result<Socket> {
    match address {
        Address::Unix(path) => Ok(Either::Left(UnixStream::connect(path).await?)),
        Address::Tcp { host, port } => {
            // `:1234` is this machine, as Go has it (L8).
            let host = if host.is_empty() { "localhost" } else { host };
            let stream = TcpStream::connect((host, *port)).await?;
            stream.set_nodelay(true)?;
            set_socket_keepalive(&stream, true)?;
            Ok(Either::Right(stream))
        }
    }
}
