//! What is measured, where it is in a report, and how good it shall be.

use std::fmt;

use pintle_benches::{Security, median};
use serde_json::Value;

use crate::column::Peer;

/// One figure.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// Where it is in the report.
    pointer: &'static str,
    /// How many of the report's units make one of the table's.
    unit: f64,
    goals: &'static [(Peer, Goal)],
}

/// A bound on pintle's figure, as a share of another's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Goal {
    Most(f64),
    Least(f64),
    /// At most, where mutual TLS makes the start costly.
    MostSecured(f64),
}

/// As in `tests/go/bench.go`.
pub(crate) const ROWS: [Row; 10] = [
    row("first reply, ms", "/first_reply_us", 1e3, &[(Peer::GoPlugin, Goal::MostSecured(0.25))]),
    row("unary p50, µs", "/unary_us/p50", 1.0, &[(Peer::GoPlugin, Goal::Most(0.6)), NO_SLOWER]),
    row("unary p99, µs", "/unary_us/p99", 1.0, &[]),
    row("64 callers, 1000/s", "/callers64_per_second", 1e3, &[(Peer::GoPlugin, Goal::Least(1.3))]),
    row("64 B p50, µs", "/payload/0/p50_us", 1.0, &[NO_SLOWER]),
    row("64 KiB p50, µs", "/payload/1/p50_us", 1.0, &[NO_SLOWER]),
    row("5 MiB p50, ms", "/payload/2/p50_us", 1e3, &[NO_SLOWER]),
    row("plugin, warm, MiB", "/plugin_rss_kib/after_warmup", 1024.0, &[SMALL]),
    row("plugin, loaded, MiB", "/plugin_rss_kib/after_load", 1024.0, &[SMALL]),
    row("host, loaded, MiB", "/host_rss_kib", 1024.0, &[]),
];

const NO_SLOWER: (Peer, Goal) = (Peer::Tonic, Goal::Most(1.05));
const SMALL: (Peer, Goal) = (Peer::GoPlugin, Goal::Most(0.4));

const fn row(name: &'static str, pointer: &'static str, unit: f64, goals: &'static [(Peer, Goal)]) -> Row {
    Row { name, pointer, unit, goals }
}

impl Row {
    /// The figure in a report; the median, where it has several.
    pub(crate) fn value(&self, report: &Value) -> Option<f64> {
        let value = report.pointer(self.pointer)?;
        let number = match value.as_array() {
            Some(samples) => median(samples.iter().filter_map(Value::as_f64).collect()),
            None => value.as_f64(),
        };
        Some(number? / self.unit)
    }

    /// What pintle's figure shall be beside this peer's.
    pub(crate) fn goal(&self, peer: Peer, security: Security) -> Option<Goal> {
        let goal = self.goals.iter().find(|(against, _)| *against == peer)?.1;
        match (goal, security) {
            (Goal::MostSecured(_), Security::Plaintext) => None,
            _ => Some(goal),
        }
    }
}

impl Goal {
    pub(crate) fn is_met_by(self, ratio: f64) -> bool {
        match self {
            Self::Most(bound) | Self::MostSecured(bound) => ratio <= bound,
            Self::Least(bound) => ratio >= bound,
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Most(bound) | Self::MostSecured(bound) => write!(f, "≤ {bound}"),
            Self::Least(bound) => write!(f, "≥ {bound}"),
        }
    }
}
