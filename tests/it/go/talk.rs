//! A conversation between a host and a plugin: the same words and the same account of it, whoever made the two.

use std::collections::BTreeMap;
use std::ffi::OsString;

use pintle::{Multiplex, Security};
use tempfile::TempDir;

use super::programs::Go;
use super::sockets::Lent;
use super::{driver, our_host};
use crate::harness::PROBE;

/// Who made an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// HashiCorp: our driver, on their library.
    Go,
    /// We.
    Pintle,
}

/// Host and plugin, in every combination; the reference first.
pub const PAIRS: [(Maker, Maker); 4] =
    [(Maker::Go, Maker::Go), (Maker::Go, Maker::Pintle), (Maker::Pintle, Maker::Go), (Maker::Pintle, Maker::Pintle)];

/// Both hosts, the reference first.
pub const HOSTS: [Maker; 2] = [Maker::Go, Maker::Pintle];

/// Both plugins, the reference first.
pub const PLUGINS: [Maker; 2] = [Maker::Go, Maker::Pintle];

/// A conversation that is about to begin.
pub struct Talk {
    pub go: Go,
    pub host: Maker,
    /// The plugin's program and its arguments.
    pub plugin: Vec<OsString>,
    pub variables: Vec<(&'static str, String)>,
    pub security: Security,
    /// The host's own certificates, in place of the above: paths of chain, key and roots.
    pub own_certificates: Option<String>,
    pub multiplex: Multiplex,
    pub versions: Vec<u32>,
    /// For the sockets that are left behind: a Go host has no folder of its own for them.
    pub folder: TempDir,
}

/// What the host does next.
#[derive(Debug, Clone)]
pub enum Step {
    Put(&'static str, Vec<u8>),
    Get(&'static str),
    Ping,
    /// Puts so many bytes, and gets the same.
    Big(usize),
    /// Waits until this text has come on the plugin's stdout, its stderr, in its logs.
    Stdout(&'static str),
    Stderr(&'static str),
    Log(&'static str),
    /// So many objects, and so many calls of each.
    Exchange(Exchange, u32, u32),
}

/// Who lends what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exchange {
    /// The host lends an adder.
    Lend,
    /// The plugin does.
    Borrow,
    /// The host lends an adder that the plugin uses after the call that brought it.
    Keep,
    /// The first two, all at once.
    LendTogether,
    BorrowTogether,
    /// The same with joiners, which only the second version has.
    LendJoiner,
    BorrowJoiner,
}

/// What the host saw.
#[derive(Debug)]
pub struct Seen {
    pub network: String,
    pub address: String,
    /// Whether the socket is still there after the plugin's end.
    pub socket_remains: bool,
    /// The sockets beside it.
    pub lent: Lent,
    pub version: u32,
    pub secured: bool,
    /// One for each step.
    pub answers: Vec<Answer>,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub logs: Vec<Log>,
    /// Whether the plugin ended because it was asked to, without force.
    pub ended_when_asked: bool,
    /// None where a signal ended it.
    pub status: Option<i32>,
}

/// The value, where a step has one, or why there is none.
pub type Answer = Result<Vec<u8>, Failed>;

/// A call that failed: gRPC's name for it, and what it says to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    pub code: String,
    pub message: String,
}

/// A log record of the plugin, as the host understood it.
#[derive(Debug, Clone)]
pub struct Log {
    pub level: String,
    pub message: String,
    pub fields: BTreeMap<String, String>,
}

/// Why a host did not take a plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    CoreVersion,
    Version { plugin: u32, host: Vec<u32> },
    Protocol { seen: String },
    Other(String),
}

impl Talk {
    /// Between these two.
    pub fn between(go: Go, (host, plugin): (Maker, Maker)) -> Self {
        Self::with(go, host, plugin_command(go, plugin))
    }

    /// Between this host and whatever program.
    pub fn with(go: Go, host: Maker, plugin: Vec<OsString>) -> Self {
        let (security, folder) = (Security::Plaintext, tempfile::tempdir().unwrap());
        let multiplex = Multiplex::Auto;
        let own_certificates = None;
        Self {
            go,
            host,
            plugin,
            variables: Vec::new(),
            security,
            own_certificates,
            multiplex,
            versions: vec![1],
            folder,
        }
    }

    pub fn security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// The host's own certificates: paths of chain, key and roots, with commas between them.
    pub fn own_certificates(mut self, paths: String) -> Self {
        self.own_certificates = Some(paths);
        self
    }

    /// Whether objects are lent over the one connection; a Go host takes `Auto` for no.
    pub fn multiplex(mut self, multiplex: Multiplex) -> Self {
        self.multiplex = multiplex;
        self
    }

    /// The versions that the host offers.
    pub fn versions(mut self, versions: &[u32]) -> Self {
        versions.clone_into(&mut self.versions);
        self
    }

    /// A variable of the plugin's environment.
    pub fn variable(mut self, name: &'static str, value: &dyn ToString) -> Self {
        self.variables.push((name, value.to_string()));
        self
    }

    /// Launches the plugin, takes the steps, whatever comes of each, and ends it.
    pub async fn run(&self, script: &[Step]) -> Result<Seen, Refusal> {
        match self.host {
            Maker::Go => driver::run(self, script).await,
            Maker::Pintle => our_host::run(self, script).await,
        }
    }
}

/// The plugin that does as it is told.
pub fn plugin_command(go: Go, maker: Maker) -> Vec<OsString> {
    match maker {
        Maker::Go => vec![go.driver().into(), "plugin".into()],
        Maker::Pintle => vec![PROBE.into()],
    }
}
