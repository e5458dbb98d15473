//! Who is at the other end of a connection.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
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
    certificate: Option<Certificate>,
}

#[derive(Debug)]
struct Certificate {
    der: Vec<u8>,
    sha256: [u8; 32],
}

/// What tells one peer from another, over all its connections: the best of what is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// The SHA-256 of its certificate.
    Certificate([u8; 32]),
    /// On a Unix socket, without mutual TLS.
    Process {
        user: u32,
        process: Option<u32>,
    },
    /// On TCP, without mutual TLS: its port is another for each connection.
    Address(IpAddr),
    Unknown,
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
        let certificate = certificate.map(|der| {
            let mut sha256 = [0; 32];
            sha256.copy_from_slice(digest(&SHA256, &der).as_ref());
            Certificate { der, sha256 }
        });
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
        self.0.certificate.as_ref().map(|certificate| certificate.der.as_slice())
    }

    /// What tells it from other peers.
    pub(crate) fn identity(&self) -> Identity {
        match *self.0 {
            Facts { certificate: Some(Certificate { sha256, .. }), .. } => Identity::Certificate(sha256),
            Facts { user: Some(user), process, .. } => Identity::Process { user, process },
            Facts { address: Some(address), .. } => Identity::Address(address.ip()),
            Facts { .. } => Identity::Unknown,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(user: Option<u32>, process: Option<u32>, address: Option<&str>) -> Peer {
        let address = address.map(|address| address.parse().unwrap());
        Peer(Arc::new(Facts { process, user, address, certificate: None }))
    }

    #[test]
    fn a_peer_is_told_from_others_by_the_best_that_is_known_of_it() {
        let unix = peer(Some(1000), Some(7), None);
        assert_eq!(unix.identity(), Identity::Process { user: 1000, process: Some(7) });
        let others = [peer(Some(1000), Some(8), None), peer(Some(0), Some(7), None), peer(None, None, None)];
        assert!(others.iter().all(|other| other.identity() != unix.identity()));

        let tcp = peer(None, None, Some("127.0.0.1:1000"));
        assert_eq!(tcp.identity(), peer(None, None, Some("127.0.0.1:1001")).identity(), "its port changes");
        assert_ne!(tcp.identity(), peer(None, None, Some("127.0.0.2:1000")).identity());

        let certified = |peer: &Peer, certificate: &[u8]| peer.clone().certified(Some(certificate.to_vec()));
        assert_eq!(certified(&unix, b"a").identity(), certified(&tcp, b"a").identity(), "on whichever connection");
        assert_ne!(certified(&unix, b"a").identity(), certified(&unix, b"b").identity());
        assert_eq!(certified(&unix, b"a").certificate(), Some(&b"a"[..]));
        assert_eq!(unix.clone().certified(None).identity(), unix.identity());
    }
}
