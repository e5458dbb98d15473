//! A plugin's connections: each is a host's, and has a broker of its own, so that a second host or one that comes back can
//! broker again.

use std::fmt;
use std::sync::Arc;

use http::Request;
use hyper::body::Incoming;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::end::Steps;
use crate::broker::{Core, Facts, Owner, Road};
use crate::handshake::Agreed;
use crate::service::{Answer, Edge, Exchange, Origin, Router};
use crate::tls::Session;
use crate::transport::{Mode, Mux, MuxStream, Peer, Place, Stream, converse, proven};

/// How hosts are served.
#[derive(Debug, Clone)]
pub(crate) struct Hosts {
    pub(super) router: Router,
    pub(crate) session: Option<Session>,
    pub(super) agreed: Agreed,
    /// The version of the application's protocol.
    pub(super) version: u32,
    /// Where a broker listens that is not multiplexed.
    pub(super) place: Place,
    pub(super) edge: Arc<Edge>,
    pub(crate) steps: Steps,
    /// What stands before the services; nothing, but in tests of hosts.
    pub(crate) before: Option<Before>,
}

/// Sees each request before the services do, and may answer in their place.
#[derive(Clone)]
pub(crate) struct Before(pub(crate) Arc<Look>);

/// What it does with a request.
pub(crate) type Look = dyn Fn(Request<Incoming>, &Router, &Origin) -> Answer + Send + Sync;

impl Hosts {
    /// Serves one host, from its connection to its end.
    pub(crate) async fn connected<S>(self: Arc<Self>, socket: S, peer: Peer)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        if self.agreed.multiplexed {
            return self.multiplexed(socket, peer).await;
        }
        let Some((stream, peer)) = proven(socket, peer, self.session.as_ref()).await else {
            return;
        };
        let (core, _owner) = self.broker(peer.clone(), Road::Sockets(self.place.clone()));
        self.converse(stream, peer, core).await;
    }

    /// Serves whatever comes over the streams of one socket: main connections, and those that its broker expects.
    ///
    /// A peer that does not multiplex is only disconnected: it may come again, and better (U8).
    async fn multiplexed<S>(self: Arc<Self>, socket: S, peer: Peer)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let (mux, driver) = Mux::new();
        let (core, owner) = self.broker(peer.clone(), Road::Streams(mux));
        let (mains, mut main) = mpsc::unbounded_channel();
        let routing = Arc::clone(&core);
        let driven = driver.drive(socket, Mode::Server, move |stream| {
            // Where nobody takes main connections any more, the plugin ends.
            _ = routing.arrived(stream).map(|stream| mains.send(stream));
        });
        tokio::pin!(driven);
        let (mut conversations, mut owner) = (JoinSet::new(), Some(owner));
        loop {
            tokio::select! {
                () = &mut driven => return,
                Some(stream) = main.recv() => {
                    conversations.spawn(Arc::clone(&self).main(stream, peer.clone(), Arc::clone(&core)));
                }
                Some(_) = conversations.join_next() => {}
                () = self.steps.ending.cancelled(), if owner.is_some() && conversations.is_empty() => owner = None,
            }
        }
    }

    async fn main(self: Arc<Self>, stream: MuxStream, peer: Peer, core: Arc<Core>) {
        if let Some((stream, peer)) = proven(stream, peer, self.session.as_ref()).await {
            self.converse(stream, peer, core).await;
        }
    }

    async fn converse(&self, stream: Stream, peer: Peer, core: Arc<Core>) {
        let (router, origin) =
            (self.router.clone(), Origin { peer, exchange: Exchange::Broker(core), calls: self.steps.calls.clone() });
        let ending = self.steps.ending.clone();
        match self.before.clone() {
            None => converse(stream, move |request| router.answer(request, &origin), ending).await,
            Some(Before(look)) => converse(stream, move |request| look(request, &router, &origin), ending).await,
        }
    }

    fn broker(&self, peer: Peer, road: Road) -> (Arc<Core>, Owner) {
        let facts = Facts {
            peer: "host",
            kin: self.agreed.kin,
            who: peer,
            session: self.session.clone(),
            version: self.version,
            fate: None,
            edge: Arc::clone(&self.edge),
            ending: self.steps.parting.child_token(),
            calls: self.steps.calls.clone(),
        };
        Core::new(facts, road)
    }
}

impl fmt::Debug for Before {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Before").finish_non_exhaustive()
    }
}
