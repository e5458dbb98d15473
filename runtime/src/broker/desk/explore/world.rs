//! Two ends and what is under way between them.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::time::Instant;

use super::super::{Act, Agreed, Desk, Opening, Ticket, WINDOW};
use super::go;
use super::steps::{STEPS, time_passes};
use crate::generated::ConnInfo;
use crate::generated::conn_info::Knock;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// An attempt with this number at this id.
    Dial(u64, u32),
    GiveUp(u64),
    Open(u32),
    Shut(u32),
    /// The broker's window passes.
    Expire,
}

/// How it went, once nothing is under way any more.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// Streams for one door that went to another, or to the main connection.
    pub(super) misled: Vec<(u32, Arrived)>,
    /// Attempts that wait.
    pub(super) unanswered: Vec<(u64, u32)>,
    pub(super) answered: BTreeMap<u64, u32>,
    /// Doors that are open.
    pub(super) open: BTreeSet<u32>,
    pub(super) most_knocks: usize,
    /// What a desk keeps once everybody has left.
    pub(super) leftover: String,
}

/// Where a stream went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrived {
    Door(u32),
    Main,
}

impl Outcome {
    /// Whether nobody else has reached this id.
    pub(super) fn first_attempt_at(&self, id: u32) -> bool {
        self.open.contains(&id) && !self.answered.values().any(|answered| *answered == id)
    }
}

#[derive(Debug, Clone)]
pub(super) enum Dialler {
    Ours(Box<Desk>),
    Go(go::Dialler),
}

#[derive(Debug, Clone)]
pub(super) enum Acceptor {
    Ours(Box<Desk>),
    Go(go::Acceptor),
}

/// A stream, or a message, on the one connection.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Message(ConnInfo),
    Stream(Opening),
}

/// All there is at one moment.
#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) start: Instant,
    pub(super) dialler: Dialler,
    pub(super) acceptor: Acceptor,
    pub(super) to_do: (VecDeque<Event>, VecDeque<Event>),
    /// Of the dialler: messages and streams wait apart, and go over one wire; messages wait once more to be read.
    pub(super) told: VecDeque<ConnInfo>,
    pub(super) opened: VecDeque<Opening>,
    pub(super) wire: VecDeque<Item>,
    pub(super) read: VecDeque<ConnInfo>,
    /// From the acceptor to the dialler.
    pub(super) back: VecDeque<ConnInfo>,
    /// Turns whose stream the acceptor has taken, and on which it is about to be heard.
    pub(super) taken: VecDeque<Ticket>,
    pub(super) tickets: BTreeMap<Ticket, u32>,
    pub(super) waiting: BTreeSet<Ticket>,
    answered: BTreeMap<u64, u32>,
    pub(super) misled: Vec<(u32, Arrived)>,
    /// How often the window has passed at the dialler.
    pub(super) windows: u32,
    pub(super) knocks: usize,
    most_knocks: usize,
}

impl World {
    pub(super) fn of_two(agreed: Agreed, dialler: &[Event], acceptor: &[Event]) -> Self {
        Self::new(Dialler::Ours(desk(agreed)), Acceptor::Ours(desk(agreed)), dialler, acceptor)
    }

    pub(super) fn dialling_go(agreed: Agreed, dialler: &[Event], acceptor: &[Event]) -> Self {
        Self::new(Dialler::Ours(desk(agreed)), Acceptor::Go(go::Acceptor::default()), dialler, acceptor)
    }

    pub(super) fn dialled_by_go(agreed: Agreed, dialler: &[Event], acceptor: &[Event]) -> Self {
        Self::new(Dialler::Go(go::Dialler::default()), Acceptor::Ours(desk(agreed)), dialler, acceptor)
    }

    fn new(ours: Dialler, theirs: Acceptor, dialler: &[Event], acceptor: &[Event]) -> Self {
        Self {
            start: Instant::now(),
            dialler: ours,
            acceptor: theirs,
            to_do: (dialler.iter().copied().collect(), acceptor.iter().copied().collect()),
            told: VecDeque::new(),
            opened: VecDeque::new(),
            wire: VecDeque::new(),
            read: VecDeque::new(),
            back: VecDeque::new(),
            taken: VecDeque::new(),
            tickets: BTreeMap::new(),
            waiting: BTreeSet::new(),
            answered: BTreeMap::new(),
            misled: Vec::new(),
            windows: 0,
            knocks: 0,
            most_knocks: 0,
        }
    }

    /// Goes through every order of events, and judges each end; says how many states there were.
    pub(super) fn explore(self, judge: impl Fn(&Outcome)) -> usize {
        let (mut seen, mut ahead) = (HashSet::new(), vec![self]);
        while let Some(world) = ahead.pop() {
            if !seen.insert(format!("{world:?}")) {
                continue;
            }
            let mut next: Vec<_> = STEPS.iter().filter_map(|step| step(&world)).collect();
            if next.is_empty() {
                next.extend(time_passes(&world));
            }
            if next.is_empty() {
                judge(&world.outcome());
            }
            ahead.extend(next);
        }
        seen.len()
    }

    /// The time at the dialler.
    pub(super) fn now(&self) -> Instant {
        self.start + WINDOW * self.windows
    }

    pub(super) fn dialler_acts(&mut self, acts: Vec<Act>) {
        for act in acts {
            match act {
                Act::Tell(message) => {
                    self.knocks += usize::from(is_knock(&message));
                    self.most_knocks = self.most_knocks.max(self.knocks);
                    self.told.push_back(message);
                }
                Act::Open(opening) => {
                    // Go waits until a stream's first frame is out, and only then goes on to the next.
                    match self.dialler {
                        Dialler::Ours(_) => self.opened.push_back(opening),
                        Dialler::Go(_) => self.wire.push_back(Item::Stream(opening)),
                    }
                    self.answer(opening.ticket);
                }
                Act::Connect(ticket, _) => self.answer(Some(ticket)),
                Act::Fail(ticket, _) => {
                    self.knocks = self.knocks.saturating_sub(1);
                    self.waiting.remove(&ticket);
                }
                Act::Shut(_) => {}
            }
        }
    }

    fn answer(&mut self, ticket: Option<Ticket>) {
        self.knocks = self.knocks.saturating_sub(1);
        if let Some(ticket) = ticket.filter(|ticket| self.waiting.remove(ticket)) {
            self.answered.insert(ticket.0, self.tickets[&ticket]);
        }
    }

    pub(super) fn acceptor_acts(&mut self, acts: Vec<Act>) {
        self.back.extend(acts.into_iter().filter_map(|act| match act {
            Act::Tell(message) => Some(message),
            _ => None,
        }));
    }

    fn outcome(&self) -> Outcome {
        let open = match &self.acceptor {
            Acceptor::Ours(desk) => [1, 2].into_iter().filter(|id| desk.doors.is_open(*id)).collect(),
            Acceptor::Go(acceptor) => acceptor.open.clone(),
        };
        Outcome {
            misled: self.misled.clone(),
            unanswered: self.waiting.iter().map(|ticket| (ticket.0, self.tickets[ticket])).collect(),
            answered: self.answered.clone(),
            open,
            most_knocks: self.most_knocks,
            leftover: self.leftover(),
        }
    }

    /// What the desks keep once everybody has given up, everything is shut, and the window has passed.
    fn leftover(&self) -> String {
        let later = self.start + 100 * WINDOW;
        let (mut dialler, mut acceptor) = (self.dialler.clone(), self.acceptor.clone());
        let mut leftover = String::new();
        if let Dialler::Ours(desk) = &mut dialler {
            self.tickets.iter().for_each(|(ticket, id)| desk.give_up(*ticket, *id));
            drop(desk.expire(later));
            if !desk.dials.is_empty() {
                leftover = format!("{:?}", desk.dials);
            }
        }
        if let Acceptor::Ours(desk) = &mut acceptor {
            [1, 2].into_iter().for_each(|id| drop(desk.shut(id)));
            drop(desk.expire(later));
            if !desk.doors.is_empty() {
                leftover += &format!("{:?}", desk.doors);
            }
        }
        leftover
    }
}

fn desk(agreed: Agreed) -> Box<Desk> {
    let mut desk = Desk::new(agreed);
    desk.opened();
    Box::new(desk)
}

fn is_knock(message: &ConnInfo) -> bool {
    matches!(message.knock, Some(Knock { knock: true, ack: false, .. }))
}
