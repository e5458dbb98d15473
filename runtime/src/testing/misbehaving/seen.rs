//! What was seen of the hosts.

use std::time::Duration;

use tokio::sync::watch;

use super::mischief::Variables;

/// One launch, and what its host did so far.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Launched {
    /// Its process.
    pub pid: u32,
    /// The process that launched it.
    pub parent: u32,
    /// The environment variables that it was given; what is no UTF-8 is replaced.
    pub variables: Variables,
    /// What happened, in order.
    pub seen: Vec<Seen>,
    /// How many bytes of its stdout have gone into the pipe.
    pub stdout: u64,
    /// How many bytes of its stderr have gone into the pipe.
    pub stderr: u64,
}

/// Something that happened in a launch.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Seen {
    /// The cookie was missing or another one, so it ended.
    Refused,
    /// It has printed this for its handshake line.
    Line(String),
    /// A connection has come.
    Connected,
    /// A connection has ended.
    Disconnected,
    /// A call of this path has come, of its own services or of go-plugin's; for which the connection was proven, if it had to be.
    Call(String),
    /// A signal has come: `TERM`, `INT` or `HUP`.
    Signal(String),
    /// It has ended by itself, as it was to.
    Ended,
    /// It has ended otherwise: somebody has killed it.
    Killed,
}

impl Launched {
    /// How many calls of this path have come.
    pub fn calls(&self, path: &str) -> usize {
        self.seen.iter().filter(|seen| matches!(seen, Seen::Call(called) if called == path)).count()
    }

    /// Whether this happened.
    pub fn has(&self, seen: &Seen) -> bool {
        self.seen.contains(seen)
    }

    /// Whether its process is gone.
    pub fn is_over(&self) -> bool {
        self.has(&Seen::Ended) || self.has(&Seen::Killed)
    }
}

/// Where all launches are written down.
#[derive(Debug, Clone, Default)]
pub(super) struct Register(watch::Sender<Vec<Launched>>);

/// Where one of them is.
#[derive(Debug, Clone)]
pub(super) struct Log {
    register: Register,
    at: usize,
}

impl Register {
    pub(super) fn launched(&self, pid: u32, parent: u32, variables: Variables) -> Log {
        let mut at = 0;
        self.0.send_modify(|launches| {
            at = launches.len();
            launches.push(Launched { pid, parent, variables, seen: Vec::new(), stdout: 0, stderr: 0 });
        });
        Log { register: self.clone(), at }
    }

    pub(super) fn launches(&self) -> Vec<Launched> {
        self.0.borrow().clone()
    }

    /// Waits until `met` finds something; what is there then, if that is in time.
    pub(super) async fn wait_for<T>(
        &self,
        deadline: Duration,
        met: impl Fn(&[Launched]) -> Option<T>,
    ) -> Result<T, Vec<Launched>> {
        let mut news = self.0.subscribe();
        let found = async {
            loop {
                if let Some(found) = met(&news.borrow_and_update()) {
                    return found;
                }
                // This value holds a sender, so there is one.
                let _ = news.changed().await;
            }
        };
        tokio::time::timeout(deadline, found).await.map_err(|_| self.launches())
    }
}

impl Log {
    pub(super) fn saw(&self, seen: Seen) {
        self.write(|launched| launched.seen.push(seen));
    }

    pub(super) fn write(&self, change: impl FnOnce(&mut Launched)) {
        self.register.0.send_modify(|launches| {
            if let Some(launched) = launches.get_mut(self.at) {
                change(launched);
            }
        });
    }
}
