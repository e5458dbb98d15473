//! Letting the peer in: what is served under our numbers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio_util::sync::CancellationToken;
use tracing::debug;

use super::core::Core;
use super::desk::{Arrival, Door};
use super::facts::Road;
use crate::error::BrokerError;
use crate::generated::ConnInfo;
use crate::service::{Exchange, Handler, Origin, Router, RouterBuilder};
use crate::transport::{Listener, MuxStream, accept, converse, proven};

/// What is behind a door.
#[derive(Debug, Clone)]
pub(super) struct Served {
    router: Router,
    ending: CancellationToken,
}

impl Served {
    /// Lets calls in flight finish, and takes no more.
    pub(super) fn end(self) {
        self.ending.cancel();
    }
}

impl Core {
    /// Serves `handler` under `id`, or under a new number; and says which.
    pub(crate) fn open(
        self: &Arc<Self>,
        id: Option<u32>,
        door: Door,
        handler: Arc<dyn Handler>,
    ) -> Result<u32, BrokerError> {
        self.reachable()?;
        let id = id.unwrap_or_else(|| self.next_id());
        let router =
            RouterBuilder::default().handler(handler).edge(Arc::clone(&self.facts.edge)).build(self.facts.version);
        let served = Served { router, ending: self.facts.ending.child_token() };
        let listener = self.listen(id)?;
        let offer = listener.as_ref().map(|listener| ConnInfo {
            service_id: id,
            network: listener.address().network().to_owned(),
            address: listener.address().to_string(),
            knock: None,
        });
        let mut taken = true;
        self.change(|state| {
            let Some(acts) = state.desk.open(id, door, offer) else { return Vec::new() };
            taken = false;
            state.served.insert(id, served.clone());
            acts
        });
        if taken {
            return Err(BrokerError::InUse { id });
        }
        if let Some(listener) = listener {
            let (core, ending) = (Arc::clone(self), served.ending.clone());
            let each = move |socket| Arc::clone(&core).visited(id, served.clone(), socket);
            self.spawn(accept(listener, ending, tokio::time::sleep(GRACE), each));
        }
        Ok(id)
    }

    /// A socket of our own for `id`, where the connection is not multiplexed (B2).
    fn listen(&self, id: u32) -> Result<Option<Listener>, BrokerError> {
        match self.road() {
            None => Err(BrokerError::Over { side: self.facts.peer }),
            Some(Road::Streams(_)) => Ok(None),
            Some(Road::Sockets(place)) => {
                let bound = Listener::bind(&place);
                bound.map(Some).map_err(|error| BrokerError::Listen { id, source: Arc::new(error) })
            }
        }
    }

    /// The peer has opened a stream. One that nobody has knocked for is given back: it may be a main one (X4).
    pub(crate) fn arrived(self: &Arc<Self>, stream: MuxStream) -> Option<MuxStream> {
        let mut state = self.state();
        let (id, served) = match state.desk.arrived() {
            Arrival::Unannounced => return Some(stream),
            Arrival::Late => (0, None),
            Arrival::Door(id) => (id, state.served.get(&id).cloned()),
        };
        drop(state);
        match served {
            Some(served) => self.spawn(Arc::clone(self).visited(id, served, stream)),
            None => debug!("a stream for a service that has ended"),
        }
        None
    }

    /// Serves one connection, from its proof to its end.
    async fn visited<S>(self: Arc<Self>, id: u32, served: Served, stream: S)
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let facts = &self.facts;
        let Some((stream, peer)) = proven(stream, facts.who.clone(), facts.session.as_ref()).await else {
            return;
        };
        let _visit = Visit::begin(&self, id);
        let origin = Origin { peer, exchange: Exchange::Broker(Arc::clone(&self)), calls: facts.calls.clone() };
        let Served { router, ending } = served;
        let answer = move |request| router.answer(request, &origin);
        let late = async {
            ending.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            () = converse(stream, answer, ending.clone()) => {}
            () = late => debug!(id, "calls of a service that has ended were cut off"),
        }
    }
}

/// Somebody is connected, until this is dropped.
struct Visit<'a> {
    core: &'a Arc<Core>,
    id: u32,
}

impl<'a> Visit<'a> {
    fn begin(core: &'a Arc<Core>, id: u32) -> Self {
        core.change(|state| state.desk.settle(id, Door::visit, Instant::now()));
        Self { core, id }
    }
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.core.change(|state| state.desk.settle(self.id, Door::leave, Instant::now()));
    }
}

/// How long calls in flight may take once the service is to end.
const GRACE: Duration = Duration::from_secs(1);
