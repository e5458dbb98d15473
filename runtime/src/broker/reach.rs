//! Going to what the peer listens on.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::core::Core;
use super::desk::{Failure, Ticket, WINDOW};
use super::facts::Road;
use super::turn::Opened;
use crate::address::Address;
use crate::error::{BrokerError, CertificateFault};
use crate::generated::ConnInfo;
use crate::tls::{Session, Socket};
use crate::transport::{Peer, Stream, dial};

/// How to get to where a number leads.
#[derive(Debug)]
pub(super) enum Way {
    /// By a stream of the connection that there is.
    Stream(Opened),
    /// By a connection to what the peer has said.
    Address(ConnInfo),
}

impl Core {
    /// Connects to the peer's `id`: each step has its time (B4).
    pub(crate) async fn reach(self: &Arc<Self>, id: u32) -> Result<(Stream, bool), BrokerError> {
        let way = self.way(id).await?;
        let secure = self.facts.session.is_some();
        match timeout(WINDOW, self.go(id, way)).await {
            Ok(stream) => Ok((stream?, secure)),
            Err(_) => Err(BrokerError::NoAnswer { side: self.facts.peer, id, after: WINDOW }),
        }
    }

    async fn way(self: &Arc<Self>, id: u32) -> Result<Way, BrokerError> {
        let side = self.facts.peer;
        // A Go peer may lose its answer to a second knock (U7).
        let attempts = if matches!(self.road(), Some(Road::Streams(_))) && !self.facts.kin { 2 } else { 1 };
        for _ in 0..attempts {
            let (_place, answered) = Place::take(self, id);
            match timeout(WINDOW, answered).await {
                Ok(Ok(Ok(way))) => return Ok(way),
                Ok(Ok(Err(Failure::Absent))) => return Err(BrokerError::Absent { side }),
                Ok(Ok(Err(Failure::Refused(reason)))) => return Err(BrokerError::Refused { side, id, reason }),
                Ok(Ok(Err(Failure::Over)) | Err(_)) => return Err(BrokerError::Over { side }),
                Err(_) => {}
            }
        }
        Err(BrokerError::NoAnswer { side, id, after: WINDOW * attempts })
    }

    async fn go(&self, id: u32, way: Way) -> Result<Stream, BrokerError> {
        let side = self.facts.peer;
        match way {
            Way::Stream(stream) => {
                let stream = stream.open().await.ok_or(BrokerError::Over { side })?;
                self.prove(id, stream).await
            }
            Way::Address(message) => {
                let socket = self.connect(id, &message).await?;
                self.prove(id, socket).await
            }
        }
    }

    /// Proves both ends to each other, where the session is secured.
    async fn prove<S>(&self, id: u32, stream: S) -> Result<Stream, BrokerError>
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let Some(session) = &self.facts.session else {
            return Ok(Box::pin(stream));
        };
        let side = self.facts.peer;
        let failed = |error| match CertificateFault::found(&error).filter(|_| matches!(session, Session::Own(_))) {
            Some(fault) => BrokerError::Untrusted { side, id, fault, source: Arc::new(error) },
            None => BrokerError::Connect { side, id, source: Arc::new(error) },
        };
        Ok(Box::pin(session.connect(stream).await.map_err(failed)?))
    }

    /// Connects to an address of the peer's: one on this machine, and no other user's.
    async fn connect(&self, id: u32, message: &ConnInfo) -> Result<Socket, BrokerError> {
        let side = self.facts.peer;
        let foreign = |reason: String| BrokerError::ForeignAddress {
            side,
            id,
            address: format!("{} {}", message.network, message.address),
            reason,
        };
        let address = Address::parse(&message.network, &message.address);
        let address = address.map_err(|error| foreign(error.to_string()))?;
        if !address.is_local() {
            return Err(foreign("it is not on this machine".to_owned()));
        }
        let socket = dial(&address).await;
        let socket = socket.map_err(|error| BrokerError::Connect { side, id, source: Arc::new(error) })?;
        match (self.facts.who.uid(), Peer::of(&socket).uid()) {
            (Some(expected), Some(found)) if expected != found => Err(foreign(format!("user {found} listens there"))),
            _ => Ok(socket),
        }
    }
}

/// A place in the line of those who want to reach a number; left when this is dropped.
struct Place<'a> {
    core: &'a Arc<Core>,
    id: u32,
    ticket: Ticket,
}

impl<'a> Place<'a> {
    fn take(core: &'a Arc<Core>, id: u32) -> (Self, oneshot::Receiver<Result<Way, Failure>>) {
        let (ticket, answered) = core.ask(id);
        (Self { core, id, ticket }, answered)
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.core.give_up(self.ticket, self.id);
    }
}
