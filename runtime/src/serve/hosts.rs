//! A plugin's connections: each is a host's, and has a broker of its own, so that a second host or one that comes back can
//! broker again.

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::end::Steps;
use crate::broker::{Core, Facts, Owner, Road};
use crate::handshake::Agreed;
use crate::service::{Edge, Exchange, Origin, Router};
use crate::tls::Session;
use crate::transport::{Mode, Mux, MuxStream, Peer, Place, Stream, converse, proven};

/// How hosts are served.
#[derive(Debug)]
pub(crate) struct Hosts {
    pub(super) router: Router,
    pub(super) session: Option<Session>,
    pub(super) agreed: Agreed,
    /// The version of the application's protocol.
    pub(super) version: u32,
    /// Where a broker listens that is not multiplexed.
    pub(super) place: Place,
    pub(super) edge: Arc<Edge>,
    pub(crate) steps: Steps,
}

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
        converse(stream, move |request| router.answer(request, &origin), self.steps.ending.clone()).await;
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
