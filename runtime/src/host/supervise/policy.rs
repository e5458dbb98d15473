//! How a plugin is supervised, as users write it.

use std::time::Duration;

use crate::error::{ConfigError, Mistake};

/// How a plugin is probed and started anew.
///
/// ```
/// use std::time::Duration;
///
/// let supervision = pintle::Supervision::default()
///     .probe_every(Duration::from_secs(10))
///     .restarts(10, Duration::from_secs(300));
/// ```
#[derive(Debug, Clone)]
#[must_use = "it is given to `Launcher::supervised`"]
pub struct Supervision {
    pub(super) probe_every: Duration,
    pub(super) probe_timeout: Duration,
    pub(super) unanswered: u32,
    pub(super) shortest: Duration,
    pub(super) longest: Duration,
    pub(super) restarts: u32,
    pub(super) window: Duration,
    pub(super) stable_after: Duration,
    pub(super) wait: Duration,
}

impl Default for Supervision {
    fn default() -> Self {
        Self {
            probe_every: Duration::from_secs(5),
            probe_timeout: Duration::from_secs(2),
            unanswered: 2,
            shortest: Duration::from_millis(50),
            longest: Duration::from_secs(30),
            restarts: 10,
            window: Duration::from_secs(60),
            stable_after: Duration::from_secs(10),
            wait: Duration::from_secs(10),
        }
    }
}

impl Supervision {
    /// Sets the time between two health probes; 5 s by default.
    pub fn probe_every(mut self, time: Duration) -> Self {
        self.probe_every = time;
        self
    }

    /// Sets how long a probe may take; 2 s by default.
    pub fn probe_timeout(mut self, time: Duration) -> Self {
        self.probe_timeout = time;
        self
    }

    /// Sets how many probes in a row may go unanswered before the plugin is ended and started anew; 2 by default, 0 for never.
    pub fn unanswered(mut self, probes: u32) -> Self {
        self.unanswered = probes;
        self
    }

    /// Sets the waits between an end and the next start: the first is between nothing and `shortest`, each further one twice as
    /// long, up to `longest`, and all are varied at random, so that many plugins do not start at once. 50 ms and 30 s by
    /// default.
    pub fn backoff(mut self, shortest: Duration, longest: Duration) -> Self {
        (self.shortest, self.longest) = (shortest, longest);
        self
    }

    /// Sets how many restarts there may be within a window of time; 10 within 60 s by default. One more, and the supervision
    /// gives up.
    pub fn restarts(mut self, count: u32, within: Duration) -> Self {
        (self.restarts, self.window) = (count, within);
        self
    }

    /// Sets how long a plugin must run for its failures to be forgotten: the next wait is the shortest then. 10 s by default.
    pub fn stable_after(mut self, time: Duration) -> Self {
        self.stable_after = time;
        self
    }

    /// Sets how long a call waits for a plugin while there is none; 10 s by default, and never longer than the call's own
    /// deadline.
    pub fn wait(mut self, time: Duration) -> Self {
        self.wait = time;
        self
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        const SOME: &str = "more than nothing";
        let zero = [
            ("Supervision::probe_every", self.probe_every),
            ("Supervision::probe_timeout", self.probe_timeout),
            ("Supervision::restarts, within", self.window),
        ];
        let zero = zero.into_iter().filter(|(_, time)| time.is_zero());
        let mut mistakes: Vec<_> = zero.map(|(name, time)| Mistake::new(name, format!("{time:?}"), SOME)).collect();
        if self.shortest > self.longest {
            let value = format!("{:?} to {:?}", self.shortest, self.longest);
            mistakes.push(Mistake::new("Supervision::backoff", value, "the shortest no longer than the longest"));
        }
        Mistake::none(mistakes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_nonsense_is_told_at_once() {
        Supervision::default().check().unwrap();
        let nonsense = Supervision::default()
            .probe_every(Duration::ZERO)
            .backoff(Duration::from_secs(2), Duration::from_secs(1))
            .restarts(1, Duration::ZERO);
        let ConfigError::Invalid { mistakes } = nonsense.check().unwrap_err() else { panic!("another error") };
        let names: Vec<_> = mistakes.iter().map(|mistake| mistake.name.as_str()).collect();
        assert_eq!(names, ["Supervision::probe_every", "Supervision::restarts, within", "Supervision::backoff"]);
    }
}
