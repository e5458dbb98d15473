//! What a broker is made of.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::process::Fate;
use crate::service::Edge;
use crate::tls::Session;
use crate::transport::{Mux, Peer, Place};

/// What is known of a session from its start.
#[derive(Debug)]
pub(crate) struct Facts {
    /// Who is at the other end: `host` or `plugin`.
    pub(crate) peer: &'static str,
    /// Whether that is pintle too.
    pub(crate) kin: bool,
    /// What the operating system says of it.
    pub(crate) who: Peer,
    pub(crate) session: Option<Session>,
    /// That of the protocol.
    pub(crate) version: u32,
    /// How to learn of the other end's fate, where this end is its host.
    pub(crate) fate: Option<Fate>,
    /// What calls of what is lent meet first, and calls of what is borrowed.
    pub(crate) edge: Arc<Edge>,
    /// Cancelled when the session shall end.
    pub(crate) ending: CancellationToken,
    /// The calls that this process answers.
    pub(crate) calls: TaskTracker,
}

/// What connections beside the main one are made of.
#[derive(Debug, Clone)]
pub(crate) enum Road {
    /// A socket for each number; ours are here.
    Sockets(Place),
    /// Streams of the one connection.
    Streams(Mux),
}
