//! The plugin's ends of its connections.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::serve::Hosts;
use crate::transport::{Listener, Peer};

/// The plugin's ends of its connections. Once it has ended nothing of it is held here: a test may want its services back.
#[derive(Debug, Default)]
pub(super) struct Connections(Mutex<Option<Open>>);

#[derive(Debug)]
pub(super) struct Open {
    hosts: Arc<Hosts>,
    pub(super) tasks: JoinSet<()>,
}

impl Connections {
    pub(super) fn open(&self, hosts: Arc<Hosts>) {
        let open = Open { hosts, tasks: JoinSet::new() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(open);
    }

    /// Cuts those that there are, as a crash would.
    pub(super) fn cut(&self) {
        if let Some(open) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            open.tasks.abort_all();
        }
    }

    /// Serves one more, unless the plugin has ended.
    pub(super) fn add<S>(&self, socket: S, peer: Peer) -> bool
    where
        S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
    {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Open { hosts, tasks }) = open.as_mut() else { return false };
        while tasks.try_join_next().is_some() {}
        tasks.spawn(Arc::clone(hosts).connected(socket, peer));
        true
    }

    pub(super) fn take(&self) -> Option<Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Takes connections until the plugin is to end.
pub(super) async fn take(listener: Listener, ending: CancellationToken, connections: Arc<Connections>) {
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(socket) => {
                    let peer = Peer::of(&socket);
                    connections.add(socket, peer);
                }
                // Out of descriptors, or gone before we came.
                Err(_) => tokio::time::sleep(MOMENT).await,
            },
            () = ending.cancelled() => return,
        }
    }
}

/// How long to wait where accepting again at once would fail again at once.
const MOMENT: Duration = Duration::from_millis(10);
