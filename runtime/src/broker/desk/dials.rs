//! Reaching what the peer listens on: by the address that it says (B4–B6), or by knocking (X5).

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use super::{Act, Desk, Due, Failure, HELD, LET_GO, Opening, Ticket, WINDOW, knock, word};
use crate::generated::ConnInfo;

/// The attempts that wait, and what they wait for.
#[derive(Debug, Clone, Default)]
pub(super) struct Dials {
    /// Attempts that wait for an address, or for the answer to their knock; by number, first come, first served.
    waiting: BTreeMap<u32, VecDeque<Ticket>>,
    /// Whose turn it is to knock: a peer that is not pintle bears one at a time, until it has taken the stream (X10).
    turn: Option<Turn>,
    /// Attempts that wait for their turn to knock.
    queue: VecDeque<(Ticket, u32)>,
    /// Addresses that came before anybody asked.
    offers: BTreeMap<u32, Offer>,
    /// How many callbacks hold a number.
    held: BTreeMap<u32, usize>,
}

/// The turn of an attempt, which it keeps when it is given up: the peer may still count on a stream.
#[derive(Debug, Clone)]
struct Turn {
    ticket: Ticket,
    id: u32,
    until: Instant,
}

/// An address, and until when it is kept.
#[derive(Debug, Clone)]
struct Offer {
    message: ConnInfo,
    until: Instant,
}

impl Desk {
    /// Somebody wants a connection to the peer's `id`.
    pub(in super::super) fn dial(&mut self, ticket: Ticket, id: u32, now: Instant) -> Vec<Act> {
        if let Some(failure) = self.failure() {
            return vec![Act::Fail(ticket, failure)];
        }
        match self.agreed.multiplexed {
            true if self.agreed.kin => self.dials.knock(ticket, id),
            true => self.wait_for_turn(ticket, id, now),
            false => self.dials.connect(ticket, id),
        }
    }

    /// Nobody wants it any more.
    pub(in super::super) fn give_up(&mut self, ticket: Ticket, id: u32) {
        self.dials.give_up(ticket, id);
    }

    /// The peer has taken the stream of this turn: it is the next one's.
    pub(in super::super) fn taken(&mut self, ticket: Ticket, now: Instant) -> Vec<Act> {
        match self.dials.turn.take_if(|turn| turn.ticket == ticket) {
            Some(_) => self.next_turn(now),
            None => Vec::new(),
        }
    }

    /// This turn has lasted long enough, if it still does.
    pub(super) fn end_turn(&mut self, ticket: Ticket, now: Instant) -> Vec<Act> {
        match self.dials.turn.take_if(|turn| turn.ticket == ticket && turn.until <= now) {
            Some(_) => self.next_turn(now),
            None => Vec::new(),
        }
    }

    /// The peer has answered a knock. Unless it says no, it counts on a stream, even if nobody wants it any more.
    pub(super) fn answered(&mut self, id: u32, error: String, now: Instant) -> Vec<Act> {
        let ticket = self.dials.take_first(id);
        if error.is_empty() {
            let turn = self.dials.turn.as_ref().filter(|turn| turn.id == id).map(|turn| turn.ticket);
            return vec![Act::Open(Opening { ticket, turn })];
        }
        let failed = ticket.map(|ticket| Act::Fail(ticket, Failure::Refused(error)));
        let next = match self.dials.turn.take_if(|turn| turn.id == id) {
            Some(_) => self.next_turn(now),
            None => Vec::new(),
        };
        failed.into_iter().chain(next).collect()
    }

    fn wait_for_turn(&mut self, ticket: Ticket, id: u32, now: Instant) -> Vec<Act> {
        self.dials.queue.push_back((ticket, id));
        if self.dials.turn.is_some() { Vec::new() } else { self.next_turn(now) }
    }

    fn next_turn(&mut self, now: Instant) -> Vec<Act> {
        let Some((ticket, id)) = self.dials.queue.pop_front() else {
            return Vec::new();
        };
        let until = now + WINDOW;
        self.dials.turn = Some(Turn { ticket, id, until });
        self.due.push_back((until, Due::Turn(ticket)));
        self.dials.knock(ticket, id)
    }

    /// A callback with this number has come: what the peer says of it is kept, and the peer told.
    pub(in super::super) fn hold(&mut self, id: u32) -> Vec<Act> {
        let count = self.dials.held.entry(id).or_default();
        *count += 1;
        if *count == 1 && self.agreed.kin { vec![word(id, HELD)] } else { Vec::new() }
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
        if self.agreed.kin { vec![word(id, LET_GO)] } else { Vec::new() }
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

    fn give_up(&mut self, ticket: Ticket, id: u32) {
        self.queue.retain(|(queued, _)| *queued != ticket);
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.retain(|waiting| *waiting != ticket);
            if waiting.is_empty() {
                self.waiting.remove(&id);
            }
        }
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
        self.turn = None;
        let waiting = std::mem::take(&mut self.waiting).into_values().flatten();
        let queued = std::mem::take(&mut self.queue).into_iter().map(|(ticket, _)| ticket);
        waiting.chain(queued)
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
            && self.turn.is_none()
            && self.queue.is_empty()
            && self.offers.is_empty()
            && self.held.is_empty()
    }
}
