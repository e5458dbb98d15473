//! What we listen on: who may come, who has knocked, and for how long a door stays open.

use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

use super::{Act, Arrival, Desk, Due, SHUT, WINDOW, answer};
use crate::generated::ConnInfo;

/// The doors that are open, and the streams that the peer is about to open.
#[derive(Debug, Clone, Default)]
pub(super) struct Doors {
    open: BTreeMap<u32, Door>,
    /// Knocks at doors that are not there yet (X9).
    knocks: VecDeque<(u32, Instant)>,
    /// To whom the next streams go, one for each answer that we gave (X6).
    expected: VecDeque<u32>,
    /// The numbers of the doors shut last: whoever knocks there is told.
    shut: VecDeque<u32>,
}

/// A number that we listen on, and who cares for it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Door {
    /// It stays open until it is shut by hand.
    by_hand: bool,
    /// The call that lent it is over.
    is_over: bool,
    /// The lender keeps what is behind it.
    is_kept: bool,
    /// The peer says that it holds the number (pintle only).
    is_held: bool,
    /// The peer says that it no longer does.
    is_let_go: bool,
    /// Somebody has come.
    is_visited: bool,
    /// How many are connected.
    visitors: usize,
    /// Until when it waits for a peer that may yet come.
    until: Option<Instant>,
    /// It has waited long enough.
    is_expired: bool,
}

impl Door {
    /// One that is open until it is shut.
    pub(in super::super) fn by_hand() -> Self {
        Self { by_hand: true, ..Self::default() }
    }

    /// One that a call lends; `is_kept` says whether the lender keeps the callback.
    pub(crate) fn lent(is_kept: bool) -> Self {
        Self { is_kept, ..Self::default() }
    }

    pub(in super::super) fn visit(&mut self) {
        self.is_visited = true;
        self.visitors += 1;
    }

    pub(in super::super) fn leave(&mut self) {
        self.visitors -= 1;
    }

    pub(super) fn held(&mut self) {
        self.is_held = true;
    }

    pub(super) fn let_go(&mut self) {
        self.is_let_go = true;
    }

    pub(in super::super) fn over(&mut self) {
        self.is_over = true;
    }

    pub(in super::super) fn unkept(&mut self) {
        self.is_kept = false;
    }

    pub(super) fn expire(&mut self, now: Instant) {
        self.is_expired = self.until.is_some_and(|until| until <= now);
    }

    /// Whether anybody may still come or stay.
    fn need(&self) -> Need {
        if self.by_hand {
            return Need::Open;
        }
        if self.is_let_go {
            return Need::None;
        }
        if self.is_kept || self.is_held || self.visitors > 0 || !self.is_over {
            return Need::Open;
        }
        // A peer that is not pintle says nothing when it is done but by leaving, and nothing at all if it never came.
        if self.is_visited || self.is_expired { Need::None } else { Need::ForAWhile }
    }
}

enum Need {
    Open,
    ForAWhile,
    None,
}

impl Desk {
    /// Opens a door. `offer` says where it is, unless the peer has to knock. None if the number is in use.
    pub(in super::super) fn open(&mut self, id: u32, door: Door, offer: Option<ConnInfo>) -> Option<Vec<Act>> {
        if self.doors.open.contains_key(&id) {
            return None;
        }
        self.doors.open.insert(id, door);
        let before = self.doors.knocks.len();
        self.doors.knocks.retain(|(knocked, _)| *knocked != id);
        let knocks = before - self.doors.knocks.len();
        self.doors.expected.extend(std::iter::repeat_n(id, knocks));
        let answers = std::iter::repeat_n(answer(id, ""), knocks);
        Some(offer.map(Act::Tell).into_iter().chain(answers).collect())
    }

    /// Something has happened at a door; it is shut if nobody needs it any more. There may be no such door any more.
    pub(in super::super) fn settle(&mut self, id: u32, change: impl FnOnce(&mut Door), now: Instant) -> Vec<Act> {
        let acts = self.settled(id, change);
        // Nobody needs it, but somebody may be on his way.
        if let Some(door) = self.doors.open.get_mut(&id)
            && matches!(door.need(), Need::ForAWhile)
            && door.until.is_none()
        {
            door.until = Some(now + WINDOW);
            self.due.push_back((now + WINDOW, Due::Door(id)));
        }
        acts
    }

    /// [`settle`](Self::settle), for what does not begin a wait.
    pub(super) fn settled(&mut self, id: u32, change: impl FnOnce(&mut Door)) -> Vec<Act> {
        let Some(door) = self.doors.open.get_mut(&id) else {
            return Vec::new();
        };
        change(door);
        match door.need() {
            Need::None => self.shut(id),
            Need::Open | Need::ForAWhile => Vec::new(),
        }
    }

    /// Shuts a door, whoever needs it.
    pub(in super::super) fn shut(&mut self, id: u32) -> Vec<Act> {
        if self.doors.open.remove(&id).is_none() {
            return Vec::new();
        }
        if self.doors.shut.len() == REMEMBERED {
            self.doors.shut.pop_front();
        }
        self.doors.shut.push_back(id);
        vec![Act::Shut(id)]
    }

    /// The peer knocks: the next stream that it opens is for this door.
    pub(super) fn knocked(&mut self, id: u32, now: Instant) -> Vec<Act> {
        let Self { agreed, doors, .. } = self;
        if !agreed.kin {
            // It has at most one knock outstanding (X10): what was before, it has had or has given up. Answers to knocks at one
            // and the same door it cannot tell apart.
            doors.expected.retain(|expected| *expected == id);
            doors.knocks.retain(|(knocked, _)| *knocked == id);
        }
        if doors.open.contains_key(&id) {
            doors.expected.push_back(id);
            return vec![answer(id, "")];
        }
        if agreed.kin && doors.shut.contains(&id) {
            return vec![answer(id, SHUT)];
        }
        if doors.knocks.len() == REMEMBERED {
            doors.knocks.pop_front();
        }
        doors.knocks.push_back((id, now + WINDOW));
        self.due.push_back((now + WINDOW, Due::Knock(id)));
        Vec::new()
    }

    /// The peer has opened a stream.
    pub(in super::super) fn arrived(&mut self) -> Arrival {
        match self.doors.expected.pop_front() {
            Some(id) if self.doors.open.contains_key(&id) => Arrival::Door(id),
            Some(_) => Arrival::Late,
            None => Arrival::Unannounced,
        }
    }
}

impl Doors {
    pub(super) fn is_open(&self, id: u32) -> bool {
        self.open.contains_key(&id)
    }

    /// The doors that calls have lent.
    pub(super) fn lent(&self) -> Vec<u32> {
        self.open.iter().filter(|(_, door)| !door.by_hand).map(|(id, _)| *id).collect()
    }

    pub(super) fn count(&self) -> usize {
        self.open.len()
    }

    pub(super) fn forget_knock(&mut self, id: u32, now: Instant) {
        self.knocks.retain(|(knocked, until)| *knocked != id || *until > now);
    }

    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty() && self.knocks.is_empty() && self.expected.is_empty()
    }
}

/// As many numbers are remembered that nobody listens on.
const REMEMBERED: usize = 1024;
