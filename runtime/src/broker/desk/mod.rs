//! What one end knows of the connections between it and its peer, and what follows from each event: the rules of the
//! broker (wire.md §1.12, §1.13), without sockets, tasks or clocks. `explore/` tries them in every order.
//!
//! An id names *(listening side, number)* (B1). `doors` are ours to open; `dials` go to the peer's.

mod dials;
mod doors;
#[cfg(test)]
mod explore;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use self::dials::Dials;
pub(crate) use self::doors::Door;
use self::doors::Doors;
use crate::generated::ConnInfo;
use crate::generated::conn_info::Knock;
use crate::handshake::Agreed;

/// The state of one end's broker.
#[derive(Debug, Clone)]
pub(super) struct Desk {
    /// A peer that is pintle too says what it holds, and knocks as often as it likes.
    agreed: Agreed,
    stream: Stream,
    last_id: u32,
    doors: Doors,
    dials: Dials,
    /// What must be looked at again, and when, in order.
    due: VecDeque<(Instant, Due)>,
}

/// The two-way stream of messages between the brokers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// The host has not opened it, or the plugin not refused it.
    Awaited,
    Open,
    /// The plugin has no broker.
    Absent,
    Over,
}

/// One attempt to reach an id of the peer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ticket(pub(super) u64);

/// What an event makes necessary, in this order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Act {
    /// Tell the peer's broker.
    Tell(ConnInfo),
    /// Open the next stream.
    Open(Opening),
    /// Connect to what the peer has said.
    Connect(Ticket, ConnInfo),
    /// The attempt has failed.
    Fail(Ticket, Failure),
    /// Nothing is behind this door any more.
    Shut(u32),
}

/// For whom a stream is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// The attempt; none where it was given up, since the peer counts on the stream all the same.
    pub(super) ticket: Option<Ticket>,
    /// Whose turn lasts until the peer has taken the stream.
    pub(super) turn: Option<Ticket>,
}

/// Why an attempt failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// The peer has no broker.
    Absent,
    /// The session is over.
    Over,
    /// The peer says no, and why.
    Refused(String),
}

/// To whom a stream goes that the peer has opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// To what is behind this door.
    Door(u32),
    /// To nobody: the door was shut meanwhile.
    Late,
    /// Nobody has knocked.
    Unannounced,
}

/// What may have to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// A peer's message that nobody has asked for.
    Offer(u32),
    /// A knock at a door that is not there.
    Knock(u32),
    /// A door that nobody has come to.
    Door(u32),
    /// A turn to knock.
    Turn(Ticket),
}

impl Desk {
    pub(super) fn new(agreed: Agreed) -> Self {
        Self {
            agreed,
            stream: Stream::Awaited,
            last_id: 0,
            doors: Doors::default(),
            dials: Dials::default(),
            due: VecDeque::new(),
        }
    }

    pub(super) fn stream(&self) -> Stream {
        self.stream
    }

    /// The next number, from 1 on (B1). It wraps, and leaves out 0, which means nothing on the wire, and doors in use.
    pub(super) fn next_id(&mut self) -> u32 {
        loop {
            self.last_id = self.last_id.wrapping_add(1);
            if self.last_id != 0 && !self.doors.is_open(self.last_id) {
                return self.last_id;
            }
        }
    }

    /// The stream between the brokers is open.
    pub(super) fn opened(&mut self) {
        self.stream = Stream::Open;
    }

    /// The stream between the brokers has ended, or never began: nothing can be reached any more, and nobody comes for what
    /// was lent.
    pub(super) fn ended(&mut self, stream: Stream) -> Vec<Act> {
        self.stream = stream;
        let failure = self.failure().unwrap_or(Failure::Over);
        let failed = self.dials.drain().map(|ticket| Act::Fail(ticket, failure.clone())).collect::<Vec<_>>();
        let shut = self.doors.lent().into_iter().flat_map(|id| self.shut(id)).collect::<Vec<_>>();
        [failed, shut].concat()
    }

    /// Why nothing can be reached, if so.
    fn failure(&self) -> Option<Failure> {
        match self.stream {
            Stream::Awaited | Stream::Open => None,
            Stream::Absent => Some(Failure::Absent),
            Stream::Over => Some(Failure::Over),
        }
    }

    /// The peer's broker has said something. Whatever is neither a knock nor a word of pintle's is for a dial (X8).
    pub(super) fn heard(&mut self, message: ConnInfo, now: Instant) -> Vec<Act> {
        let id = message.service_id;
        match message.knock {
            Some(Knock { knock: true, ack: false, .. }) => self.knocked(id, now),
            Some(Knock { error, .. }) if self.agreed.multiplexed => self.answered(id, error, now),
            _ if self.agreed.kin && message.network == WORD => match message.address.as_str() {
                HELD => self.settled(id, Door::held),
                LET_GO => self.settled(id, Door::let_go),
                _ => Vec::new(),
            },
            _ if self.agreed.multiplexed => Vec::new(),
            _ => {
                let (acts, kept) = self.dials.offered(message, now);
                if kept {
                    self.due.push_back((now + WINDOW, Due::Offer(id)));
                }
                acts
            }
        }
    }

    /// How many doors are open, attempts wait, and numbers are held.
    pub(super) fn counts(&self) -> [usize; 3] {
        [self.doors.count(), self.dials.count(), self.dials.held()]
    }

    /// When there is something to forget.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.due.front().map(|(at, _)| *at)
    }

    /// Forgets what nobody has come for.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<Act> {
        let mut acts = Vec::new();
        while self.next_due().is_some_and(|at| at <= now) {
            let Some((_, due)) = self.due.pop_front() else { break };
            match due {
                Due::Offer(id) => self.dials.forget(id, now),
                Due::Knock(id) => self.doors.forget_knock(id, now),
                Due::Door(id) => acts.extend(self.settled(id, |door| door.expire(now))),
                Due::Turn(ticket) => acts.extend(self.end_turn(ticket, now)),
            }
        }
        acts
    }
}

/// `knock` at the peer's door.
fn knock(id: u32) -> Act {
    Act::Tell(ConnInfo {
        service_id: id,
        knock: Some(Knock { knock: true, ..Knock::default() }),
        ..ConnInfo::default()
    })
}

/// The answer to a knock at ours.
fn answer(id: u32, error: &str) -> Act {
    let knock = Knock { knock: true, ack: true, error: error.to_owned() };
    Act::Tell(ConnInfo { service_id: id, knock: Some(knock), ..ConnInfo::default() })
}

/// What only pintle ends say to each other: whether a number is held.
fn word(id: u32, what: &str) -> Act {
    Act::Tell(ConnInfo { service_id: id, network: WORD.to_owned(), address: what.to_owned(), knock: None })
}

/// How long the broker keeps what nobody has come for (B4, B5, X5).
pub(super) const WINDOW: Duration = Duration::from_secs(5);
/// The network that is none.
const WORD: &str = "pintle";
const HELD: &str = "held";
const LET_GO: &str = "let go";
/// The answer to whoever knocks at a door that was shut.
pub(crate) const SHUT: &str = "it has been closed";
