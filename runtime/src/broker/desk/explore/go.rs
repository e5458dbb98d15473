//! go-plugin's half of multiplexed brokering, as far as the other half can tell (X5, X6, X9).

use std::collections::{BTreeSet, VecDeque};

use super::super::{Act, Arrival, Opening, Ticket, answer, knock};

/// It knocks for one attempt, opens the stream, and only then goes on to the next (X10). An answer that comes when it has
/// given up it does not hear.
#[derive(Debug, Clone, Default)]
pub(super) struct Dialler {
    pending: Option<(Ticket, u32)>,
    queue: VecDeque<(Ticket, u32)>,
}

impl Dialler {
    pub(super) fn dial(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        self.queue.push_back((ticket, id));
        self.next()
    }

    pub(super) fn give_up(&mut self, ticket: Ticket) -> Vec<Act> {
        self.queue.retain(|(queued, _)| *queued != ticket);
        self.pending.take_if(|(pending, _)| *pending == ticket);
        self.next()
    }

    pub(super) fn answered(&mut self, id: u32, error: &str) -> Vec<Act> {
        let Some((ticket, _)) = self.pending.take_if(|(_, pending)| *pending == id) else {
            return Vec::new();
        };
        let opened = error.is_empty().then_some(Act::Open(Opening { ticket: Some(ticket), turn: None }));
        opened.into_iter().chain(self.next()).collect()
    }

    fn next(&mut self) -> Vec<Act> {
        if self.pending.is_some() {
            return Vec::new();
        }
        self.pending = self.queue.pop_front();
        self.pending.map(|(_, id)| knock(id)).into_iter().collect()
    }
}

/// It answers a knock at a door that is open or will be, and gives the next stream to that door.
#[derive(Debug, Clone, Default)]
pub(super) struct Acceptor {
    pub(super) open: BTreeSet<u32>,
    knocks: VecDeque<u32>,
    expected: VecDeque<u32>,
}

impl Acceptor {
    pub(super) fn open(&mut self, id: u32) -> Vec<Act> {
        self.open.insert(id);
        let waiting = self.knocks.iter().filter(|knocked| **knocked == id).count();
        self.knocks.retain(|knocked| *knocked != id);
        (0..waiting).flat_map(|_| self.grant(id)).collect()
    }

    pub(super) fn knocked(&mut self, id: u32) -> Vec<Act> {
        if self.open.contains(&id) {
            return self.grant(id);
        }
        self.knocks.push_back(id);
        Vec::new()
    }

    /// Each of its doors waits for the next stream by itself: where two do, either may get it.
    pub(super) fn arrived(&mut self) -> Arrival {
        match self.expected.pop_back() {
            Some(id) if self.open.contains(&id) => Arrival::Door(id),
            Some(_) => Arrival::Late,
            None => Arrival::Unannounced,
        }
    }

    fn grant(&mut self, id: u32) -> Vec<Act> {
        self.expected.push_back(id);
        vec![answer(id, "")]
    }
}
