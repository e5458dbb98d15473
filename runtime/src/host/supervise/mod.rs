//! A plugin that is started again when it fails: probes, restarts in measured steps, and clients that live through them.

mod event;
mod keeper;
mod pace;
mod policy;

use std::fmt;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, Stream, stream};
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::{Duration, timeout};

use super::{Exit, Plugin};
use crate::error::{CallError, Error};
use crate::service::{Client, Connection, Generations};

pub use event::{Event, GaveUp};
pub(super) use keeper::Start;
pub use policy::Supervision;

use keeper::Keeper;

/// A plugin that is started again when it fails: see [`Launcher::supervised`](super::Launcher::supervised).
///
/// Each start is a *generation*. The process lives as long as this, a clone of it, or one of its clients does.
#[derive(Clone)]
pub struct Supervised(Arc<Inner>);

struct Inner {
    live: Arc<Live>,
    stop: mpsc::Sender<oneshot::Sender<Result<Exit, Error>>>,
    _keeper: JoinSet<()>,
}

/// What clients and the keeper share.
pub(super) struct Live {
    state: watch::Sender<State>,
    events: broadcast::Sender<Event>,
    /// How long a call waits for a generation.
    wait: Duration,
}

/// Whether there is a plugin to call.
#[derive(Debug, Clone)]
enum State {
    /// One is being started, or will be.
    Down,
    Up(Plugin),
    /// There will be none any more.
    Over(Arc<CallError>),
}

impl State {
    /// Whether a call need not wait. A generation may have gone without its keeper having seen it yet.
    fn is_decided(&self) -> bool {
        match self {
            Self::Up(plugin) => plugin.is_connected(),
            Self::Over(_) => true,
            Self::Down => false,
        }
    }
}

impl Supervised {
    /// Starts the first generation, and keeps the plugin alive from then on.
    pub(super) async fn start(start: Start, policy: Supervision) -> Result<Self, Error> {
        policy.check()?;
        let (events, _) = broadcast::channel(EVENTS);
        let live = Arc::new(Live { state: watch::Sender::new(State::Down), events, wait: policy.wait });
        let mut keeper = Keeper::new(Arc::clone(&live), start, policy);
        let first = keeper.first().await?;
        let (stop, stopped) = mpsc::channel(1);
        let mut tasks = JoinSet::new();
        live.up(first.clone());
        tasks.spawn(keeper.keep(first, stopped));
        Ok(Self(Arc::new(Inner { live, stop, _keeper: tasks })))
    }

    /// A client that lives through restarts: each call goes to the generation that is up.
    ///
    /// While none is, a call waits for the next ([`Supervision::wait`], and no longer than its own deadline). A call that was
    /// in flight when its plugin died fails ([`CallError::PluginExited`]), since it may have been carried out; one of a method
    /// with `#[rpc(idempotent)]` is made again on the next generation, three times in all.
    pub fn client<C: Client>(&self) -> C {
        C::from_connection(Connection::live(Arc::clone(&self.0.live) as _, Arc::clone(&self.0) as _))
    }

    /// The generation that is up; `None` while there is none.
    pub fn plugin(&self) -> Option<Plugin> {
        match &*self.0.live.state.borrow() {
            State::Up(plugin) => Some(plugin.clone()),
            State::Down | State::Over(_) => None,
        }
    }

    /// What happens from now on. Whoever falls behind by more than 1,024 events gets [`Event::Missed`] in their place. It ends
    /// with the supervision.
    pub fn events(&self) -> impl Stream<Item = Event> + Send + Unpin + use<> {
        let events = self.0.live.events.subscribe();
        let next = |mut events: broadcast::Receiver<Event>| async {
            let event = match events.recv().await {
                Ok(event) => event,
                Err(broadcast::error::RecvError::Lagged(count)) => Event::Missed { count },
                Err(broadcast::error::RecvError::Closed) => return None,
            };
            Some((event, events))
        };
        Box::pin(stream::unfold(events, next))
    }

    /// Ends the plugin as [`Plugin::shutdown`] does, and supervises no more. `None` if there was no plugin to end.
    ///
    /// # Errors
    ///
    /// As for [`Plugin::shutdown`].
    pub async fn shutdown(&self) -> Result<Option<Exit>, Error> {
        let (ended, end) = oneshot::channel();
        if self.0.stop.send(ended).await.is_err() {
            return Ok(None);
        }
        match end.await {
            Ok(exit) => exit.map(Some),
            Err(_) => Ok(None),
        }
    }
}

impl Live {
    fn up(&self, plugin: Plugin) {
        self.state.send_replace(State::Up(plugin));
    }

    fn down(&self) {
        self.state.send_replace(State::Down);
    }

    fn over(&self, why: CallError) {
        self.state.send_replace(State::Over(Arc::new(why)));
    }

    /// Tells what happens: to whoever listens, and to the log.
    fn tell(&self, event: Event) {
        event.log();
        // Nobody need listen.
        let _ = self.events.send(event);
    }
}

impl Generations for Live {
    fn connection(&self) -> BoxFuture<'_, Result<Connection, CallError>> {
        if let State::Up(plugin) = &*self.state.borrow()
            && plugin.is_connected()
        {
            return std::future::ready(Ok(plugin.connection())).boxed();
        }
        async {
            let mut state = self.state.subscribe();
            let up = state.wait_for(State::is_decided);
            match timeout(self.wait, up).await {
                Ok(Ok(state)) => match &*state {
                    State::Up(plugin) => Ok(plugin.connection()),
                    State::Over(why) => Err(CallError::clone(why)),
                    State::Down => Err(CallError::NotRunning { waited: self.wait }),
                },
                Ok(Err(_)) | Err(_) => Err(CallError::NotRunning { waited: self.wait }),
            }
        }
        .boxed()
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.state.borrow(), f)
    }
}

impl fmt::Debug for Supervised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Supervised").field(&self.0.live).finish()
    }
}

/// How many events wait for whoever listens.
const EVENTS: usize = 1024;
