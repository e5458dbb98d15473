//! Who is at the other end of a connection.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio_util::either::Either;

use crate::tls::Socket;

/// Who calls: what the operating system and TLS say of the other end, not what it says of itself.
#[derive(Clone)]
pub struct Peer(Arc<Facts>);

#[derive(Debug, Default)]
struct Facts {
    process: Option<u32>,
    user: Option<u32>,
    address: Option<SocketAddr>,
    certificate: Option<Vec<u8>>,
}

impl Peer {
    /// What the operating system says of the other end.
    pub(crate) fn of(socket: &Socket) -> Self {
        let facts = match socket {
            Either::Left(unix) => unix.peer_cred().map(|them| Facts {
                process: them.pid().and_then(|pid| u32::try_from(pid).ok()),
                user: Some(them.uid()),
                ..Facts::default()
            }),
            Either::Right(tcp) => tcp.peer_addr().map(|address| Facts { address: Some(address), ..Facts::default() }),
        };
        // A peer that is gone already is not known; the first read will tell.
        Self(Arc::new(facts.unwrap_or_default()))
    }

    /// This process itself.
    pub(crate) fn myself() -> Self {
        let user = rustix::process::getuid().as_raw();
        Self(Arc::new(Facts { process: Some(std::process::id()), user: Some(user), ..Facts::default() }))
    }

    /// The same, proved by a certificate.
    pub(super) fn certified(self, certificate: Option<Vec<u8>>) -> Self {
        let Facts { process, user, address, .. } = *self.0;
        Self(Arc::new(Facts { process, user, address, certificate }))
    }

    /// Its process number, on a Unix socket where the system tells.
    pub fn pid(&self) -> Option<u32> {
        self.0.process
    }

    /// The number of the user it runs as, on a Unix socket.
    pub fn uid(&self) -> Option<u32> {
        self.0.user
    }

    /// Its address, on TCP.
    pub fn address(&self) -> Option<SocketAddr> {
        self.0.address
    }

    /// The certificate by which it proved itself, as DER; None without mutual TLS.
    pub fn certificate(&self) -> Option<&[u8]> {
        self.0.certificate.as_deref()
    }
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("pid", &self.0.process)
            .field("uid", &self.0.user)
            .field("address", &self.0.address)
            .field("certified", &self.0.certificate.is_some())
            .finish()
    }
}
