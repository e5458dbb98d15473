//! What happens to a supervised plugin.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tracing::{debug, error, info, warn};

use crate::error::{CallError, Error, LastWords};

/// What happens to a supervised plugin: see [`Supervised::events`](super::Supervised::events). Generations count from 1.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Event {
    /// A generation was started, and can be called.
    Started {
        /// Which one.
        generation: u64,
        /// Its process.
        pid: u32,
    },
    /// A probe was answered, for the first time or after one that was not.
    Healthy {
        /// Which generation answered.
        generation: u64,
    },
    /// A probe was not answered.
    Unhealthy {
        /// Which generation did not answer.
        generation: u64,
        /// What came instead.
        error: Arc<CallError>,
        /// How many probes in a row were not.
        probes: u32,
    },
    /// A generation has ended, by itself or because it did not answer.
    Exited {
        /// Which one.
        generation: u64,
        /// Its exit status and last lines.
        last_words: Arc<LastWords>,
    },
    /// A start has failed, for a reason that may pass.
    NotStarted {
        /// Which generation it would have been.
        generation: u64,
        /// Why.
        error: Arc<Error>,
    },
    /// The next generation is about to be started.
    Restarting {
        /// Which one.
        generation: u64,
        /// After how long.
        after: Duration,
    },
    /// There will be no further generation.
    GaveUp {
        /// Which generation was the last to be tried.
        generation: u64,
        /// Why.
        reason: GaveUp,
    },
    /// Events that were not read in time.
    Missed {
        /// How many.
        count: u64,
    },
}

/// Why a plugin is not started any more.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum GaveUp {
    /// There were too many restarts within the window.
    TooOften {
        /// How many there were.
        restarts: u32,
        /// The window.
        within: Duration,
    },
    /// The start failed for a reason that does not pass by itself.
    Hopeless(Arc<Error>),
}

impl Event {
    /// Tells the log.
    pub(super) fn log(&self) {
        match self {
            Self::Started { .. } | Self::Restarting { .. } => info!(target: TARGET, "{self}"),
            Self::Healthy { .. } => debug!(target: TARGET, "{self}"),
            Self::Unhealthy { .. } | Self::Exited { .. } | Self::NotStarted { .. } | Self::Missed { .. } => {
                warn!(target: TARGET, "{self}");
            }
            Self::GaveUp { .. } => error!(target: TARGET, "{self}"),
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started { generation, pid } => write!(f, "generation {generation} runs as process {pid}"),
            Self::Healthy { generation } => write!(f, "generation {generation} answers"),
            Self::Unhealthy { generation, error, probes } => {
                write!(f, "generation {generation} has not answered {probes} probes in a row: {error}")
            }
            Self::Exited { generation, last_words } => {
                write!(f, "generation {generation} has ended ({}){last_words}", last_words.ending())
            }
            Self::NotStarted { generation, error } => write!(f, "generation {generation} did not start: {error}"),
            Self::Restarting { generation, after } => write!(f, "generation {generation} will be started in {after:?}"),
            Self::GaveUp { generation, reason } => write!(f, "no plugin after generation {generation}: {reason}"),
            Self::Missed { count } => write!(f, "{count} events were not read in time"),
        }
    }
}

impl fmt::Display for GaveUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooOften { restarts, within } => write!(f, "it was started anew {restarts} times within {within:?}"),
            Self::Hopeless(error) => write!(f, "{error}"),
        }
    }
}

/// The target of every event of a supervision.
const TARGET: &str = "pintle::supervision";
