//! A host that measures, and the figures that it and others have reported.

use std::fmt;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::Result;

/// A host, its plugin, and what the host reported of it, round by round.
#[derive(Debug)]
pub struct Run {
    host: Vec<String>,
    plugin: Vec<String>,
    reports: Vec<Value>,
}

impl Run {
    /// A host and a plugin, each a program and its arguments.
    pub fn new(host: impl Into<Vec<String>>, plugin: impl Into<Vec<String>>) -> Self {
        Self { host: host.into(), plugin: plugin.into(), reports: Vec::new() }
    }

    /// One more argument for the host.
    pub fn ask(&mut self, argument: &str) {
        self.host.push(argument.to_owned());
    }

    /// Runs the host once.
    ///
    /// # Errors
    ///
    /// It fails, or reports no JSON.
    pub fn measure(&mut self, effort: &str) -> Result<()> {
        let mut command = Command::new(&self.host[0]);
        command.args(&self.host[1..]).args(effort.split(' ')).arg("--").args(&self.plugin);
        let output = command.output()?;
        if !output.status.success() {
            return Err(format!("{command:?}: {} {output:?}", output.status).into());
        }
        self.reports.push(serde_json::from_slice(&output.stdout)?);
        Ok(())
    }

    /// The median of all rounds, if every report has such a figure.
    pub fn median(&self, figure: impl Fn(&Value) -> Option<f64>) -> Option<f64> {
        let values: Option<Vec<_>> = self.reports.iter().map(figure).collect();
        median(values?)
    }
}

/// Whether the connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// It is not.
    Plaintext,
    /// Each end proves itself.
    MutualTls,
}

impl Security {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Plaintext, Self::MutualTls];
}

impl fmt::Display for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plaintext => "plaintext",
            Self::MutualTls => "mutual TLS",
        })
    }
}

/// The middle one.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// A longer time as it is reported.
pub fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// A time as it is reported.
pub fn microseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
