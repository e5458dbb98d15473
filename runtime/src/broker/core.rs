//! One end's broker: the desk, and what it decides over.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;

use super::desk::{Act, Desk, Door, Failure, Opening, Stream, Ticket};
use super::facts::{Facts, Road};
use super::reach::Way;
use super::serve::Served;
use super::turn::Opened;
use crate::error::BrokerError;
use crate::generated::ConnInfo;
use crate::handshake::Agreed;
use crate::process::Fate;
use crate::service::Edge;

/// One end's broker, shared by everything that uses it. Its [`Owner`] ends it.
pub(crate) struct Core {
    pub(super) facts: Facts,
    state: Mutex<State>,
    tasks: Mutex<Option<JoinSet<()>>>,
    runtime: Handle,
}

/// What changes. Whatever an event makes necessary is done before the lock is given back, so that the peer hears of it in
/// the order in which it happened.
pub(super) struct State {
    pub(super) desk: Desk,
    pub(super) served: HashMap<u32, Served>,
    waiting: HashMap<Ticket, oneshot::Sender<Result<Way, Failure>>>,
    last_ticket: u64,
    /// None once the session is over.
    road: Option<Road>,
    outbox: Option<mpsc::UnboundedSender<ConnInfo>>,
    /// What the outbox leads to, until there is a stream.
    outgoing: Option<mpsc::UnboundedReceiver<ConnInfo>>,
    has_sweeper: bool,
}

impl Core {
    /// A broker whose two ends have not talked yet.
    pub(crate) fn new(facts: Facts, road: Road) -> (Arc<Self>, Owner) {
        let agreed = Agreed { multiplexed: matches!(road, Road::Streams(_)), kin: facts.kin };
        let (outbox, outgoing) = mpsc::unbounded_channel();
        let state = State {
            desk: Desk::new(agreed),
            served: HashMap::new(),
            waiting: HashMap::new(),
            last_ticket: 0,
            road: Some(road),
            outbox: Some(outbox),
            outgoing: Some(outgoing),
            has_sweeper: false,
        };
        let tasks = Mutex::new(Some(JoinSet::new()));
        let core = Arc::new(Self { facts, state: Mutex::new(state), tasks, runtime: Handle::current() });
        let owner = Owner(Arc::clone(&core));
        (core, owner)
    }

    /// What stands between the two ends.
    pub(crate) fn edge(&self) -> &Edge {
        &self.facts.edge
    }

    pub(crate) fn peer(&self) -> &'static str {
        self.facts.peer
    }

    pub(crate) fn fate(&self) -> Option<&Fate> {
        self.facts.fate.as_ref()
    }

    /// Whether the peer is gone.
    pub(crate) fn is_over(&self) -> bool {
        let state = self.state();
        state.road.is_none() || state.desk.stream() == Stream::Over
    }

    /// Whether something is behind this number of ours.
    pub(crate) fn is_open(&self, id: u32) -> bool {
        self.state().served.contains_key(&id)
    }

    pub(super) fn next_id(&self) -> u32 {
        self.state().desk.next_id()
    }

    pub(super) fn road(&self) -> Option<Road> {
        self.state().road.clone()
    }

    /// Whether anything can reach the peer, as far as is known.
    pub(crate) fn reachable(&self) -> Result<(), BrokerError> {
        match self.state().desk.stream() {
            Stream::Awaited | Stream::Open => Ok(()),
            Stream::Absent => Err(BrokerError::Absent { side: self.facts.peer }),
            Stream::Over => Err(BrokerError::Over { side: self.facts.peer }),
        }
    }

    /// A callback of the peer's has come.
    pub(crate) fn hold(self: &Arc<Self>, id: u32) {
        self.change(|state| state.desk.hold(id));
    }

    /// A callback of the peer's is gone.
    pub(crate) fn let_go(self: &Arc<Self>, id: u32) {
        self.change(|state| state.desk.let_go(id));
    }

    /// The call that lent `id` is over.
    pub(crate) fn over(self: &Arc<Self>, id: u32) {
        self.change(|state| state.desk.settle(id, Door::over, Instant::now()));
    }

    /// The lender keeps what is behind `id` no longer.
    pub(crate) fn unkept(self: &Arc<Self>, id: u32) {
        self.change(|state| state.desk.settle(id, Door::unkept, Instant::now()));
    }

    /// Ends what is behind `id`.
    pub(crate) fn shut(self: &Arc<Self>, id: u32) {
        self.change(|state| state.desk.shut(id));
    }

    /// The peer's broker has said something.
    pub(super) fn heard(self: &Arc<Self>, message: ConnInfo) {
        self.change(|state| state.desk.heard(message, Instant::now()));
    }

    /// The two brokers can talk from now on; what is to be told comes from here. None if they talk already.
    pub(super) fn attach(&self) -> Option<mpsc::UnboundedReceiver<ConnInfo>> {
        let mut state = self.state();
        state.road.as_ref()?;
        if state.desk.stream() == Stream::Over {
            let (outbox, outgoing) = mpsc::unbounded_channel();
            (state.outbox, state.outgoing) = (Some(outbox), Some(outgoing));
        }
        let outgoing = state.outgoing.take()?;
        state.desk.opened();
        Some(outgoing)
    }

    /// They cannot any more.
    pub(super) fn detach(self: &Arc<Self>, why: Stream) {
        self.change(|state| {
            state.outbox = None;
            state.desk.ended(why)
        });
    }

    /// Takes a place in the line of those who want to reach `id`.
    pub(super) fn ask(self: &Arc<Self>, id: u32) -> (Ticket, oneshot::Receiver<Result<Way, Failure>>) {
        let (answer, answered) = oneshot::channel();
        let mut taken = Ticket(0);
        self.change(|state| {
            state.last_ticket += 1;
            taken = Ticket(state.last_ticket);
            state.waiting.insert(taken, answer);
            state.desk.dial(taken, id, Instant::now())
        });
        (taken, answered)
    }

    /// Leaves the line.
    pub(super) fn give_up(self: &Arc<Self>, ticket: Ticket, id: u32) {
        let mut state = self.state();
        state.waiting.remove(&ticket);
        state.desk.give_up(ticket, id);
    }

    /// The peer has taken the stream of this turn.
    pub(super) fn taken(self: &Arc<Self>, turn: Ticket) {
        self.change(|state| state.desk.taken(turn, Instant::now()));
    }

    /// Lets something happen, and does what follows from it.
    pub(super) fn change(self: &Arc<Self>, happen: impl FnOnce(&mut State) -> Vec<Act>) {
        let mut state = self.state();
        let acts = happen(&mut state);
        let shut: Vec<_> = acts.into_iter().filter_map(|act| state.act(act, self)).collect();
        let sweep = !state.has_sweeper && state.desk.next_due().is_some();
        state.has_sweeper |= sweep;
        drop(state);
        // A service may do anything when it is dropped.
        shut.into_iter().for_each(Served::end);
        if sweep {
            self.spawn(sweep_up(Arc::clone(self)));
        }
    }

    /// Runs a task for as long as the session lives.
    pub(super) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        if let Some(tasks) = &mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner) {
            while tasks.try_join_next().is_some() {}
            tasks.spawn_on(task, &self.runtime);
        }
    }

    /// Never held while user code runs; what it guards is whole at any time.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the session: the two ends have parted.
    pub(crate) fn close(self: &Arc<Self>) {
        let tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut served = HashMap::new();
        self.change(|state| {
            state.road = None;
            state.outbox = None;
            state.outgoing = None;
            std::mem::swap(&mut served, &mut state.served);
            state.desk.ended(Stream::Over)
        });
        drop((tasks, served));
        self.facts.ending.cancel();
    }

    /// Waits for the end of the session.
    pub(crate) async fn closed(&self) {
        self.facts.ending.cancelled().await;
    }
}

impl State {
    /// Does what an event made necessary; a service that is to end is given back, to be ended without the lock.
    fn act(&mut self, act: Act, core: &Arc<Core>) -> Option<Served> {
        match act {
            Act::Tell(message) => {
                // Where nobody hears it, the session is over, and so is whatever would hear.
                _ = self.outbox.as_ref().map(|outbox| outbox.send(message));
            }
            Act::Open(Opening { ticket, turn }) => {
                let Some(Road::Streams(mux)) = &self.road else { return None };
                let stream = Opened::new(core, mux.open(), turn);
                self.answer(ticket, Ok(Way::Stream(stream)));
            }
            Act::Connect(ticket, message) => self.answer(Some(ticket), Ok(Way::Address(message))),
            Act::Fail(ticket, failure) => self.answer(Some(ticket), Err(failure)),
            Act::Shut(id) => return self.served.remove(&id),
        }
        None
    }

    fn answer(&mut self, ticket: Option<Ticket>, answer: Result<Way, Failure>) {
        let waiting = ticket.and_then(|ticket| self.waiting.remove(&ticket));
        _ = waiting.map(|waiting| waiting.send(answer));
    }
}

/// Forgets what nobody has come for, until there is nothing left to forget.
async fn sweep_up(core: Arc<Core>) {
    loop {
        let due = {
            let mut state = core.state();
            let due = state.desk.next_due();
            state.has_sweeper = due.is_some();
            due
        };
        let Some(due) = due else { return };
        tokio::time::sleep_until(due.into()).await;
        core.change(|state| state.desk.expire(Instant::now()));
    }
}

/// Who ends a broker, and with it all connections beside the main one.
#[derive(Debug)]
pub(crate) struct Owner(Arc<Core>);

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (over, [lent, awaited, held]) = {
            let state = self.state();
            (state.road.is_none(), state.desk.counts())
        };
        let mut broker = f.debug_struct("Broker");
        broker.field("with", &self.facts.peer).field("over", &over);
        broker.field("lent", &lent).field("awaited", &awaited).field("held", &held).finish_non_exhaustive()
    }
}
