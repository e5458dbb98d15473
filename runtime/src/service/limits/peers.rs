//! A bucket for each peer, in bounded memory.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::Quota;
use governor::clock::{Clock, Reference};
use governor::nanos::Nanos;

use super::{Bucket, bucket, take};
use crate::transport::Identity;

/// Each peer's calls.
pub(super) struct Peers<C: Clock> {
    quota: Quota,
    clock: C,
    known: Mutex<Known<C>>,
    /// Shared by those who come when there is no room.
    others: Bucket<C>,
}

struct Known<C: Clock> {
    peers: HashMap<Identity, Seen<C>>,
    /// Before this, there is none to forget.
    look_at: Option<C::Instant>,
}

struct Seen<C: Clock> {
    bucket: Bucket<C>,
    last: C::Instant,
}

impl<C: Clock + Clone> Peers<C> {
    pub(super) fn new(quota: Quota, clock: C) -> Self {
        let known = Mutex::new(Known { peers: HashMap::new(), look_at: None });
        Self { quota, others: bucket(quota, clock.clone()), clock, known }
    }

    /// Takes one call of this peer's, or tells after which time there is one.
    pub(super) fn take(&self, peer: Identity) -> Result<(), Duration> {
        let now = self.clock.now();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.peers.contains_key(&peer) {
            known.make_room(now, self.quota.burst_size_replenished_in().into());
            if known.peers.len() >= MOST {
                return take(&self.others, &self.clock);
            }
        }
        let fresh = || Seen { bucket: bucket(self.quota, self.clock.clone()), last: now };
        let seen = known.peers.entry(peer).or_insert_with(fresh);
        seen.last = now;
        take(&seen.bucket, &self.clock)
    }

    #[cfg(test)]
    pub(super) fn count(&self) -> usize {
        self.known.lock().unwrap().peers.len()
    }
}

impl<C: Clock + Clone> Known<C> {
    /// Where there is no room, forgets those whose bucket is full again: a new one is no different.
    fn make_room(&mut self, now: C::Instant, filled: Nanos) {
        if self.peers.len() < MOST || self.look_at.is_some_and(|look_at| now < look_at) {
            return;
        }
        self.peers.retain(|_, seen| now.duration_since(seen.last) < filled);
        self.look_at = self.peers.values().map(|seen| seen.last).min().map(|oldest| oldest + filled);
    }
}

impl<C: Clock + Clone> fmt::Debug for Peers<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peers").field("quota", &self.quota).finish_non_exhaustive()
    }
}

/// So many peers are told apart: some 150 KiB.
pub(super) const MOST: usize = 1024;
