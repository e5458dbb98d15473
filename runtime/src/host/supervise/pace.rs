//! How fast restarts may follow each other. Pure: the time is handed in.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use super::Supervision;

/// The waits of one supervised plugin.
pub(super) struct Pace {
    waits: ExponentialBuilder,
    next: ExponentialBackoff,
    restarts: VecDeque<Instant>,
    limit: usize,
    window: Duration,
    stable_after: Duration,
}

impl Pace {
    pub(super) fn new(policy: &Supervision) -> Self {
        // Its jitter adds up to one whole wait; so the first is between half of the shortest and all of it.
        let waits = ExponentialBuilder::new()
            .with_min_delay(policy.shortest / 2)
            .with_max_delay(policy.longest / 2)
            .with_factor(2.0)
            .with_jitter()
            .without_max_times();
        Self {
            waits,
            next: waits.build(),
            restarts: VecDeque::new(),
            limit: policy.restarts as usize,
            window: policy.window,
            stable_after: policy.stable_after,
        }
    }

    /// How long to wait before the next start, if there may be one; `lived` is how long the last generation did.
    pub(super) fn next(&mut self, lived: Duration, now: Instant) -> Option<Duration> {
        if lived >= self.stable_after {
            self.next = self.waits.build();
        }
        while self.restarts.front().is_some_and(|then| now.duration_since(*then) >= self.window) {
            self.restarts.pop_front();
        }
        if self.restarts.len() >= self.limit {
            return None;
        }
        self.restarts.push_back(now);
        self.next.next()
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").field("restarts", &self.restarts.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);
    const SHORT: Duration = Duration::ZERO;

    fn pace(restarts: u32) -> Pace {
        let policy = Supervision::default().backoff(100 * MS, 1_000 * MS).restarts(restarts, 60_000 * MS);
        Pace::new(&policy.stable_after(5_000 * MS))
    }

    #[test]
    fn each_wait_is_about_twice_as_long_up_to_the_longest() {
        let (mut pace, now) = (pace(100), Instant::now());
        for most in [100, 200, 400, 800, 1_000, 1_000] {
            let wait = pace.next(SHORT, now).unwrap();
            assert!(wait >= most * MS / 2 && wait <= most * MS, "{wait:?} of {most} ms");
        }
    }

    #[test]
    fn a_long_life_makes_the_next_wait_short_again() {
        let (mut pace, now) = (pace(100), Instant::now());
        for _ in 0..4 {
            pace.next(SHORT, now);
        }
        assert!(pace.next(4_999 * MS, now).unwrap() >= 500 * MS);
        assert!(pace.next(5_000 * MS, now).unwrap() <= 100 * MS);
    }

    #[test]
    fn too_many_within_the_window_are_refused_and_one_that_has_left_it_makes_room() {
        let (mut pace, start) = (pace(2), Instant::now());
        assert!(pace.next(SHORT, start).is_some());
        assert!(pace.next(SHORT, start + 1_000 * MS).is_some());
        assert!(pace.next(SHORT, start + 59_999 * MS).is_none());
        assert!(pace.next(SHORT, start + 60_000 * MS).is_some());
    }

    #[test]
    fn no_restarts_are_none() {
        assert!(pace(0).next(SHORT, Instant::now()).is_none());
    }
}
