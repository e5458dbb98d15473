//! One combination of host and plugin, and everything seen of it.

use std::fmt;
use std::process::Command;

use pintle_benches::{Flavor, Result};
use serde_json::Value;

use crate::programs::Programs;
use crate::row::Row;

/// A host, its plugin, and their reports.
pub(crate) struct Column {
    pub(crate) peer: Peer,
    /// Of the host and of the plugin, where they are tokio's.
    pub(crate) flavors: Option<(Flavor, Flavor)>,
    host: Vec<String>,
    plugin: Vec<String>,
    reports: Vec<Value>,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    Pintle,
    Tonic,
    GoPlugin,
}

/// Whether the connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Security {
    Plaintext,
    MutualTls,
}

impl Column {
    /// Every combination.
    pub(crate) fn all(programs: &Programs, security: Security) -> Vec<Self> {
        let flavors = [Flavor::CurrentThread, Flavor::MultiThread];
        let pairs = flavors.into_iter().flat_map(|host| flavors.map(|plugin| (host, plugin)));
        let ours = pairs.flat_map(|pair| [Peer::Pintle, Peer::Tonic].map(|peer| Self::ours(programs, peer, pair)));
        let mut columns: Vec<_> = ours.chain(Self::go_plugin(programs)).collect();
        if security == Security::MutualTls {
            columns.iter_mut().for_each(|column| column.host.push("--mtls".to_owned()));
        }
        columns
    }

    fn ours(programs: &Programs, peer: Peer, (host, plugin): (Flavor, Flavor)) -> Self {
        let path = |name: &str| programs.path(name).display().to_string();
        Self {
            peer,
            flavors: Some((host, plugin)),
            host: vec![path("bench-host"), peer.to_string(), host.to_string()],
            plugin: vec![path(&format!("bench-plugin-{peer}")), plugin.to_string()],
            reports: Vec::new(),
        }
    }

    fn go_plugin(programs: &Programs) -> Option<Self> {
        let driver = programs.driver.as_ref()?.display().to_string();
        Some(Self {
            peer: Peer::GoPlugin,
            flavors: None,
            host: vec![driver.clone(), "bench".to_owned()],
            plugin: vec![driver, "plugin".to_owned()],
            reports: Vec::new(),
        })
    }

    /// Runs the host once.
    pub(crate) fn measure(&mut self, effort: &str) -> Result<()> {
        let mut command = Command::new(&self.host[0]);
        command.args(&self.host[1..]).args(effort.split(' ')).arg("--").args(&self.plugin);
        let output = command.output()?;
        if !output.status.success() {
            return Err(format!("{command:?}: {} {output:?}", output.status).into());
        }
        self.reports.push(serde_json::from_slice(&output.stdout)?);
        Ok(())
    }

    /// The median of all rounds, if this host reports such a thing.
    pub(crate) fn median(&self, row: &Row) -> Option<f64> {
        let values: Option<Vec<_>> = self.reports.iter().map(|report| row.value(report)).collect();
        median(values?)
    }
}

/// The middle one.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied()
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

impl Security {
    pub(crate) const ALL: [Self; 2] = [Self::Plaintext, Self::MutualTls];
}

impl fmt::Display for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plaintext => "plaintext",
            Self::MutualTls => "mutual TLS",
        })
    }
}
