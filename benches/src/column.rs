//! One combination of host and plugin, and everything seen of it.

use std::fmt;

use pintle_benches::{Flavor, Programs, Result, Run, Security};

use crate::row::Row;

/// A host, its plugin, and their reports.
pub(crate) struct Column {
    pub(crate) peer: Peer,
    /// Of the host and of the plugin, where they are tokio's.
    pub(crate) flavors: Option<(Flavor, Flavor)>,
    run: Run,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    Pintle,
    Tonic,
    GoPlugin,
}

impl Column {
    /// Every combination.
    pub(crate) fn all(programs: &Programs, security: Security) -> Vec<Self> {
        let flavors = [Flavor::CurrentThread, Flavor::MultiThread];
        let pairs = flavors.into_iter().flat_map(|host| flavors.map(|plugin| (host, plugin)));
        let ours = pairs.flat_map(|pair| [Peer::Pintle, Peer::Tonic].map(|peer| Self::ours(programs, peer, pair)));
        let mut columns: Vec<_> = ours.chain(Self::go_plugin(programs)).collect();
        if security == Security::MutualTls {
            columns.iter_mut().for_each(|column| column.run.ask("--mtls"));
        }
        columns
    }

    fn ours(programs: &Programs, peer: Peer, (host, plugin): (Flavor, Flavor)) -> Self {
        let path = |name: &str| programs.path(name).display().to_string();
        Self {
            peer,
            flavors: Some((host, plugin)),
            run: Run::new(
                [path("bench-host"), peer.to_string(), host.to_string()],
                [path(&format!("bench-plugin-{peer}")), plugin.to_string()],
            ),
        }
    }

    fn go_plugin(programs: &Programs) -> Option<Self> {
        let driver = programs.driver.as_ref()?.display().to_string();
        Some(Self {
            peer: Peer::GoPlugin,
            flavors: None,
            run: Run::new([driver.clone(), "bench".to_owned()], [driver, "plugin".to_owned()]),
        })
    }

    /// Runs the host once.
    pub(crate) fn measure(&mut self, effort: &str) -> Result<()> {
        self.run.measure(effort)
    }

    /// The median of all rounds, if this host reports such a thing.
    pub(crate) fn median(&self, row: &Row) -> Option<f64> {
        self.run.median(|report| row.value(report))
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.flavors {
            Some((host, plugin)) => write!(f, "{} {}:{}", self.peer, host.letter(), plugin.letter()),
            None => write!(f, "{}", self.peer),
        }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pintle => "pintle",
            Self::Tonic => "tonic",
            Self::GoPlugin => "go-plugin",
        })
    }
}
