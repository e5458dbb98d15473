//! Reaching what the peer listens on: by the address that it says (B4–B6), or by knocking (X5).

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use super::{Act, Desk, Failure, HELD, LET_GO, Ticket, WINDOW, knock, word};
use crate::generated::ConnInfo;

/// The attempts that wait, and what they wait for.
#[derive(Debug, Clone, Default)]
pub(super) struct Dials {
    /// Attempts that wait for an address, or for the answer to their knock; by number, first come, first served.
    waiting: BTreeMap<u32, VecDeque<Ticket>>,
    /// The one knock that a peer which is not pintle bears at a time (X10).
    pending: Option<Ticket>,
    /// Attempts that wait for their turn to knock.
    queue: VecDeque<(Ticket, u32)>,
    /// Addresses that came before anybody asked.
    offers: BTreeMap<u32, Offer>,
    /// How many callbacks hold a number.
    held: BTreeMap<u32, usize>,
}

/// An address, and until when it is kept.
#[derive(Debug, Clone)]
struct Offer {
    message: ConnInfo,
    until: Instant,
}

impl Desk {
    /// Somebody wants a connection to the peer's `id`.
    pub(in super::super) fn dial(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        if let Some(failure) = self.failure() {
            return vec![Act::Fail(ticket, failure)];
        }
        match self.kind.multiplexed {
            true if self.kind.kin => self.dials.knock(ticket, id),
            true => self.dials.knock_in_turn(ticket, id),
            false => self.dials.connect(ticket, id),
        }
    }

    /// Nobody wants it any more.
    pub(in super::super) fn give_up(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        self.dials.give_up(ticket, id)
    }

    /// A callback with this number has come: what the peer says of it is kept, and the peer told.
    pub(in super::super) fn hold(&mut self, id: u32) -> Vec<Act> {
        let count = self.dials.held.entry(id).or_default();
        *count += 1;
        if *count == 1 && self.kind.kin { vec![word(id, HELD)] } else { Vec::new() }
    }

    /// A callback with this number is gone.
    pub(in super::super) fn let_go(&mut self, id: u32) -> Vec<Act> {
        let Some(count) = self.dials.held.get_mut(&id) else {
            return Vec::new();
        };
        *count -= 1;
        if *count > 0 {
            return Vec::new();
        }
        self.dials.held.remove(&id);
        self.dials.offers.remove(&id);
        if self.kind.kin { vec![word(id, LET_GO)] } else { Vec::new() }
    }
}

impl Dials {
    fn connect(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        let message = match self.held.contains_key(&id) {
            true => self.offers.get(&id).map(|offer| offer.message.clone()),
            false => self.offers.remove(&id).map(|offer| offer.message),
        };
        if message.is_none() {
            self.waiting.entry(id).or_default().push_back(ticket);
        }
        message.map(|message| Act::Connect(ticket, message)).into_iter().collect()
    }

    /// Takes an address; the second value says whether it is kept for a while. A second one is dropped while the first
    /// waits (B5).
    pub(super) fn offered(&mut self, message: ConnInfo, now: Instant) -> (Vec<Act>, bool) {
        let id = message.service_id;
        let waiting = self.waiting.remove(&id).unwrap_or_default();
        let acts: Vec<_> = waiting.into_iter().map(|ticket| Act::Connect(ticket, message.clone())).collect();
        let kept = (acts.is_empty() || self.held.contains_key(&id)) && !self.offers.contains_key(&id);
        if kept {
            self.offers.insert(id, Offer { message, until: now + WINDOW });
        }
        (acts, kept)
    }

    fn knock(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        self.waiting.entry(id).or_default().push_back(ticket);
        vec![knock(id)]
    }

    fn knock_in_turn(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        if self.pending.is_some() {
            self.queue.push_back((ticket, id));
            return Vec::new();
        }
        self.pending = Some(ticket);
        self.knock(ticket, id)
    }

    /// The peer has answered a knock. Unless it says no, it counts on a stream, even if nobody wants it any more.
    pub(super) fn answered(&mut self, id: u32, error: String) -> Vec<Act> {
        let ticket = self.take_first(id);
        let mut acts = match (ticket, error.is_empty()) {
            (ticket, true) => vec![Act::Open(ticket)],
            (Some(ticket), false) => vec![Act::Fail(ticket, Failure::Refused(error))],
            (None, false) => Vec::new(),
        };
        acts.extend(ticket.map(|ticket| self.turn(ticket)).unwrap_or_default());
        acts
    }

    fn give_up(&mut self, ticket: Ticket, id: u32) -> Vec<Act> {
        self.queue.retain(|(queued, _)| *queued != ticket);
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.retain(|waiting| *waiting != ticket);
            if waiting.is_empty() {
                self.waiting.remove(&id);
            }
        }
        self.turn(ticket)
    }

    /// The next knock, if `ticket` was the one whose answer it had to wait for.
    fn turn(&mut self, ticket: Ticket) -> Vec<Act> {
        if self.pending.take_if(|pending| *pending == ticket).is_none() {
            return Vec::new();
        }
        let next = self.queue.pop_front();
        next.map(|(ticket, id)| self.knock_in_turn(ticket, id)).unwrap_or_default()
    }

    fn take_first(&mut self, id: u32) -> Option<Ticket> {
        let waiting = self.waiting.get_mut(&id)?;
        let first = waiting.pop_front();
        if waiting.is_empty() {
            self.waiting.remove(&id);
        }
        first
    }

    /// Forgets an address that has been kept long enough, unless a callback holds its number.
    pub(super) fn forget(&mut self, id: u32, now: Instant) {
        if !self.held.contains_key(&id) && self.offers.get(&id).is_some_and(|offer| offer.until <= now) {
            self.offers.remove(&id);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.waiting.values().map(VecDeque::len).sum::<usize>() + self.queue.len()
    }

    pub(super) fn held(&self) -> usize {
        self.held.len()
    }

    /// Everybody who waits.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Ticket> {
        self.pending = None;
        let waiting = std::mem::take(&mut self.waiting).into_values().flatten();
        let queued = std::mem::take(&mut self.queue).into_iter().map(|(ticket, _)| ticket);
        waiting.chain(queued)
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
            && self.pending.is_none()
            && self.queue.is_empty()
            && self.offers.is_empty()
            && self.held.is_empty()
    }
}
