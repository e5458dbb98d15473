//! How a plugin is launched: settings, and the one step from them to a running plugin.

use std::fmt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::introduction;
use super::meeting::Meeting;
use super::output::Output;
use super::plugin::{Patience, Plugin};
use super::streams::{self, LogSink, Logs};
use crate::error::{ConfigError, Error, SecurityError, TransportError};
use crate::handshake::{BROKER, CONTROL_VARIABLES, Handshake, MULTIPLEXING, Offer, PRIVATE_DIRECTORY, PortRange};
use crate::log::Record;
use crate::process::{Piece, Process, Words, spawn};
use crate::service::Client;
use crate::stdio::Sinks;
use crate::tls::{Identity, Pinned, Session};
use crate::transport::SocketDirectory;

/// How to launch a plugin.
///
/// ```no_run
/// # async fn launch(handshake: pintle::Handshake) -> Result<(), pintle::Error> {
/// use std::process::Command;
/// use std::time::Duration;
///
/// let launcher = pintle::Launcher::new(handshake, Command::new("./kv-disk"));
/// let plugin = launcher.start_timeout(Duration::from_secs(5)).launch().await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a launcher does nothing until it launches"]
pub struct Launcher {
    handshake: Handshake,
    command: Command,
    versions: Vec<u32>,
    security: Security,
    multiplex: Multiplex,
    start_timeout: Duration,
    patience: Patience,
    stdout: Output,
    stderr: Output,
    on_log: Option<LogSink>,
}

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

impl Launcher {
    /// Launches `command` as a plugin: with mutual TLS, and the version of the handshake.
    ///
    /// The command's own variables win over those inherited; its stdin is inherited unless it says otherwise.
    pub fn new(handshake: Handshake, command: Command) -> Self {
        Self {
            handshake,
            command,
            versions: vec![handshake.version],
            security: Security::default(),
            multiplex: Multiplex::default(),
            start_timeout: Duration::from_secs(60),
            patience: Patience::default(),
            stdout: Output::Inherit,
            stderr: Output::Inherit,
            on_log: None,
        }
    }

    /// Offers these versions of the protocol, in place of the handshake's own; the plugin takes the newest it has.
    pub fn versions(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.versions = versions.into_iter().collect();
        self
    }

    /// Sets how the two know each other; mutual TLS by default.
    pub fn security(mut self, security: Security) -> Self {
        self.security = security;
        self
    }

    /// Sets how callbacks travel: with a pintle plugin over the one connection by default.
    pub fn multiplex(mut self, multiplex: Multiplex) -> Self {
        self.multiplex = multiplex;
        self
    }

    /// Sets how long the plugin may take to be ready for calls; 60 s by default, as with go-plugin (wire.md L12).
    pub fn start_timeout(mut self, start_timeout: Duration) -> Self {
        self.start_timeout = start_timeout;
        self
    }

    /// Sets how long the plugin may take to end after Shutdown, before it gets SIGTERM; 2 s by default.
    pub fn shutdown_timeout(mut self, shutdown_timeout: Duration) -> Self {
        self.patience.shutdown = shutdown_timeout;
        self
    }

    /// Sets how long the plugin may take to end after SIGTERM, before it gets SIGKILL; 1 s by default.
    pub fn terminate_timeout(mut self, terminate_timeout: Duration) -> Self {
        self.patience.terminate = terminate_timeout;
        self
    }

    /// Sets where the plugin's `println!` goes; to this program's stdout by default.
    pub fn stdout(mut self, stdout: Output) -> Self {
        self.stdout = stdout;
        self
    }

    /// Sets where the plugin's `eprintln!` goes; to this program's stderr by default. Logs are another matter: they come
    /// as `tracing` events of the target `pintle::plugin`, and to [`on_log`](Self::on_log).
    pub fn stderr(mut self, stderr: Output) -> Self {
        self.stderr = stderr;
        self
    }

    /// Calls `sink` with every log record of the plugin. It must not block.
    pub fn on_log(mut self, sink: impl Fn(&Record) + Send + Sync + 'static) -> Self {
        self.on_log = Some(Arc::new(sink));
        self
    }

    /// Launches the plugin, and connects to it. Dropping the future ends what was started.
    ///
    /// # Errors
    ///
    /// Whatever stands between the command and a plugin that answers; the error holds what was seen of it.
    pub async fn launch(self) -> Result<Plugin, Error> {
        let deadline = deadline(self.start_timeout);
        self.check()?;
        let directory = SocketDirectory::new()?;
        let identity = match self.security {
            Security::MutualTls => Some(Identity::generate()?),
            Security::Plaintext => None,
        };
        let offer = self.offer(directory.path(), identity.as_ref());
        let logs = Logs { plugin: name(&self.command), sink: self.on_log.clone() };
        let (process, found) = start(prepared(self.command, &self.handshake, &offer), logs)?;

        let line = introduction::line(&process, found, deadline, self.start_timeout).await?;
        introduction::judge(&line, &offer.versions)?;
        let agreed = introduction::agreed(&line, self.multiplex)?;
        let trust = introduction::certificate(&line, identity.is_some())?;
        let session = identity.zip(trust).map(|(identity, trust)| session(&identity, trust)).transpose()?;
        let meeting = Meeting { process: &process, address: &line.address, deadline, patience: self.start_timeout };
        let met = meeting.meet(session, agreed, &line, directory.path()).await?;
        let sinks = Sinks {
            stdout: self.stdout.open(tokio::io::stdout()),
            stderr: self.stderr.open(tokio::io::stderr()),
            tail: Arc::clone(&process.words().stderr),
        };
        Ok(Plugin::new(process, met, line, directory, self.patience, sinks))
    }

    fn check(&self) -> Result<(), ConfigError> {
        if self.versions.is_empty() {
            return Err(ConfigError::NoVersions);
        }
        if self.handshake.cookie_key.is_empty() || self.handshake.cookie_value.is_empty() {
            return Err(ConfigError::EmptyCookie);
        }
        Ok(())
    }

    fn offer(&self, directory: &Path, identity: Option<&Identity>) -> Offer {
        let multiplexing = (self.multiplex != Multiplex::Off).then_some(MULTIPLEXING);
        let extensions = [Some(PRIVATE_DIRECTORY), Some(BROKER), multiplexing];
        Offer {
            versions: self.versions.clone(),
            ports: PortRange::DEFAULT.into(),
            multiplex: (self.multiplex == Multiplex::Require).then(|| "true".to_owned()),
            certificate: identity.map(Identity::pem),
            group: None,
            directory: Some(directory.to_owned()),
            extensions: extensions.into_iter().flatten().map(str::to_owned).collect(),
            host: Some(std::process::id()),
        }
    }
}

impl fmt::Debug for Launcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launcher")
            .field("command", &self.command)
            .field("versions", &self.versions)
            .finish_non_exhaustive()
    }
}

/// Launches a plugin for the one service `C`: the short form behind `KvClient::launch`.
pub async fn launch<C: Client>(handshake: Handshake, command: Command) -> Result<C, Error> {
    Ok(Launcher::new(handshake, command).launch().await?.client())
}

/// `patience` from now; a lifetime, where the clock does not go that far.
fn deadline(patience: Duration) -> Instant {
    const LIFETIME: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    Instant::now() + patience.min(LIFETIME)
}

/// The command with the offer in its environment, and nothing of an outer host's (E11).
fn prepared(mut command: Command, handshake: &Handshake, offer: &Offer) -> Command {
    for name in CONTROL_VARIABLES {
        command.env_remove(name);
    }
    command.env(handshake.cookie_key, handshake.cookie_value);
    command.envs(offer.variables());
    command
}

/// Starts the process, and reads its streams from the first byte.
fn start(command: Command, logs: Logs) -> Result<(Process, oneshot::Receiver<Piece>), TransportError> {
    let spawned = spawn(command)?;
    let words = Words::default();
    let (line, found) = oneshot::channel();
    let mut tasks = JoinSet::new();
    tasks.spawn(streams::stdout(spawned.stdout, Arc::clone(&words.stdout), logs.clone(), line));
    tasks.spawn(streams::stderr(spawned.stderr, Arc::clone(&words.stderr), logs));
    Ok((Process::new(spawned.child, words, tasks), found))
}

/// The name that the plugin has in logs.
fn name(command: &Command) -> Arc<str> {
    let program = Path::new(command.get_program());
    program.file_name().unwrap_or(program.as_os_str()).to_string_lossy().into()
}

fn session(identity: &Identity, trust: Pinned) -> Result<(Session, String), SecurityError> {
    let fingerprint = trust.fingerprint();
    Ok((Session::new(identity, trust)?, fingerprint))
}
