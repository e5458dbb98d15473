//! What a launch is told, as plain data.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::end::Patience;
use super::integrity::Integrity;
use super::output::Outlet;
use super::start_limit::StartLimit;
use super::streams::LogSink;
use crate::error::ConfigError;
use crate::handshake::{BROKER, DAEMON, Handshake, Lifetime, MULTIPLEXING, Offer, PRIVATE_DIRECTORY, PortRange};
use crate::log::Level;
use crate::process::Fate;
use crate::service::Layers;
use crate::stdio::Sinks;
use crate::tls::{Certificates, Identity};

/// Everything that a launch is told, beside the command.
pub(super) struct Settings {
    pub(super) handshake: Handshake,
    pub(super) versions: Vec<u32>,
    pub(super) trust: Trust,
    pub(super) demands_tls: bool,
    pub(super) multiplex: Multiplex,
    pub(super) env: Env,
    pub(super) socket_directory: Option<PathBuf>,
    pub(super) socket_group: Option<String>,
    pub(super) process_group: ProcessGroup,
    pub(super) lifetime: Lifetime,
    pub(super) start_limit: Option<StartLimit>,
    pub(super) start_timeout: Duration,
    pub(super) patience: Patience,
    pub(super) stdout: Outlet,
    pub(super) stderr: Outlet,
    pub(super) raw_stderr: Outlet,
    pub(super) kept_lines: usize,
    pub(super) on_log: Option<LogSink>,
    pub(super) log_level: Level,
    pub(super) integrity: Integrity,
    pub(super) prepare: Option<Box<Prepare>>,
    pub(super) layers: Layers,
}

/// Sets at each launch what its command cannot carry.
pub(super) type Prepare = dyn Fn(&mut Command) + Send + Sync;

/// How host and plugin know each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Security {
    /// Each makes a key for this launch alone, and accepts exactly the other's certificate (go-plugin's AutoMTLS).
    #[default]
    MutualTls,
    /// Not at all: for plugins that have no TLS. Whoever can reach the socket can call; the directory's mode, 0700, keeps
    /// other users out, TCP keeps nobody out.
    Plaintext,
}

/// What stands behind [`Security`], or the user's own certificates in its place.
#[derive(Debug, Clone, Default)]
pub(super) enum Trust {
    /// Keys of this launch alone.
    #[default]
    Launch,
    /// None.
    Nobody,
    Own(Certificates),
}

impl From<Security> for Trust {
    fn from(security: Security) -> Self {
        match security {
            Security::MutualTls => Self::Launch,
            Security::Plaintext => Self::Nobody,
        }
    }
}

/// Whether callbacks go over the one connection, or over sockets of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Multiplex {
    /// Over the one connection where the plugin is pintle's and this process its parent; over sockets otherwise, as
    /// go-plugin does unless told.
    #[default]
    Auto,
    /// Over the one connection, whoever made the plugin; a launch fails if it cannot (go-plugin's `GRPCBrokerMultiplex`).
    Require,
    /// Over sockets of their own.
    Off,
}

/// Which of the host's own variables a plugin inherits. Those that are set on its command it has in any case, and they win
/// (wire.md U12); go-plugin's control variables of a host around this one are never handed on (E11).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Env {
    /// All of them, as with go-plugin.
    #[default]
    All,
    /// None (go-plugin's `SkipHostEnv`, E10).
    None,
    /// Those of these names, where the host has them.
    Only(Vec<OsString>),
}

impl Env {
    /// Only the variables of these names.
    pub fn only<N: Into<OsString>>(names: impl IntoIterator<Item = N>) -> Self {
        Self::Only(names.into_iter().map(Into::into).collect())
    }
}

/// Which process group a plugin is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProcessGroup {
    /// One of its own, as every [daemon](Lifetime::Daemon) has: Ctrl-C in a terminal reaches the host alone, and whatever the plugin starts ends with it.
    #[default]
    Own,
    /// The host's, as with go-plugin (wire.md E1): for plugins that read from the terminal. Signals reach the plugin's process
    /// alone, and what it starts may live on; and so may a plugin whose host is killed, unless it notices that itself.
    Inherit,
}

impl Settings {
    pub(super) fn new(handshake: Handshake) -> Self {
        Self {
            handshake,
            versions: vec![handshake.version],
            trust: Trust::default(),
            demands_tls: false,
            multiplex: Multiplex::default(),
            env: Env::default(),
            socket_directory: None,
            socket_group: None,
            process_group: ProcessGroup::default(),
            lifetime: Lifetime::default(),
            start_limit: None,
            start_timeout: Duration::from_secs(60),
            patience: Patience::default(),
            stdout: Outlet::default(),
            stderr: Outlet::default(),
            raw_stderr: Outlet::Discard,
            kept_lines: 20,
            on_log: None,
            log_level: Level::Trace,
            integrity: Integrity::default(),
            prepare: None,
            layers: Layers::default(),
        }
    }

    /// Whether a launch makes sense.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        if self.versions.is_empty() {
            return Err(ConfigError::NoVersions);
        }
        if self.handshake.cookie_key.is_empty() || self.handshake.cookie_value.is_empty() {
            return Err(ConfigError::EmptyCookie);
        }
        Ok(())
    }

    /// Where goes what the plugin prints.
    pub(super) fn sinks(&self, fate: &Fate, copied: Option<watch::Receiver<bool>>) -> Sinks {
        Sinks {
            stdout: self.stdout.open(tokio::io::stdout()),
            stderr: self.stderr.open(tokio::io::stderr()),
            tail: Arc::clone(&fate.words().stderr),
            copied,
        }
    }

    /// What the plugin is offered.
    pub(super) fn offer(&self, directory: &Path, identity: Option<&Identity>) -> Offer {
        let multiplexing = (self.multiplex != Multiplex::Off).then_some(MULTIPLEXING);
        let daemon = (self.lifetime == Lifetime::Daemon).then_some(DAEMON);
        let extensions = [Some(PRIVATE_DIRECTORY), Some(BROKER), multiplexing, daemon];
        Offer {
            versions: self.versions.clone(),
            ports: PortRange::DEFAULT.into(),
            multiplex: (self.multiplex == Multiplex::Require).then(|| "true".to_owned()),
            certificate: identity.map(Identity::pem),
            group: self.socket_group.clone(),
            directory: Some(directory.to_owned()),
            extensions: extensions.into_iter().flatten().map(str::to_owned).collect(),
            host: Some(std::process::id()),
            terminate: Some(self.patience.terminate),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("versions", &self.versions).finish_non_exhaustive()
    }
}
