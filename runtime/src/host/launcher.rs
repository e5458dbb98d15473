//! How a plugin is launched, as users write it.

use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use super::launch;
use super::output::Output;
use super::plugin::Plugin;
use super::settings::{Env, Multiplex, ProcessGroup, Security, Settings};
use crate::error::Error;
use crate::handshake::{Handshake, Lifetime};
use crate::log::Record;
use crate::service::Client;

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
    command: tokio::process::Command,
    settings: Settings,
}

impl Launcher {
    /// Launches `command` as a plugin: with mutual TLS, and the version of the handshake.
    ///
    /// The command's own variables win over those inherited; its stdin is inherited unless it says otherwise.
    pub fn new(handshake: Handshake, command: Command) -> Self {
        Self { command: command.into(), settings: Settings::new(handshake) }
    }

    /// Offers these versions of the protocol, in place of the handshake's own; the plugin takes the newest it has.
    pub fn versions(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.settings.versions = versions.into_iter().collect();
        self
    }

    /// Sets how the two know each other; mutual TLS by default.
    pub fn security(mut self, security: Security) -> Self {
        self.settings.security = security;
        self
    }

    /// Sets which of this program's variables the plugin inherits; all by default.
    pub fn env(mut self, env: Env) -> Self {
        self.settings.env = env;
        self
    }

    /// Sets below which directory the private one for the sockets is made. By default that is `XDG_RUNTIME_DIR`,
    /// `RUNTIME_DIRECTORY`, the system's temporary directory or `/tmp`: the first that is short enough for a socket's path and
    /// can be written to.
    pub fn socket_directory(mut self, parent: impl Into<PathBuf>) -> Self {
        self.settings.socket_directory = Some(parent.into());
        self
    }

    /// Lets the members of a group, by name or number, reach the sockets (wire.md E7): for a plugin that runs as another user.
    /// By default nobody else reaches them.
    pub fn socket_group(mut self, group: impl Into<String>) -> Self {
        self.settings.socket_group = Some(group.into());
        self
    }

    /// Sets which process group the plugin is in; one of its own by default.
    pub fn process_group(mut self, process_group: ProcessGroup) -> Self {
        self.settings.process_group = process_group;
        self
    }

    /// Sets how long the plugin lives; no longer than this program by default.
    pub fn lifetime(mut self, lifetime: Lifetime) -> Self {
        self.settings.lifetime = lifetime;
        self
    }

    /// Sets how callbacks travel: with a pintle plugin over the one connection by default.
    pub fn multiplex(mut self, multiplex: Multiplex) -> Self {
        self.settings.multiplex = multiplex;
        self
    }

    /// Sets how long the plugin may take to be ready for calls; 60 s by default, as with go-plugin (wire.md L12).
    pub fn start_timeout(mut self, start_timeout: Duration) -> Self {
        self.settings.start_timeout = start_timeout;
        self
    }

    /// Sets how long the plugin may take to end after Shutdown, before it gets SIGTERM; 2 s by default.
    pub fn shutdown_timeout(mut self, shutdown_timeout: Duration) -> Self {
        self.settings.patience.shutdown = shutdown_timeout;
        self
    }

    /// Sets how long the plugin may take to end after SIGTERM, before it gets SIGKILL; 1 s by default.
    pub fn terminate_timeout(mut self, terminate_timeout: Duration) -> Self {
        self.settings.patience.terminate = terminate_timeout;
        self
    }

    /// Sets where the plugin's `println!` goes; to this program's stdout by default.
    pub fn stdout(mut self, stdout: Output) -> Self {
        self.settings.stdout = stdout.into();
        self
    }

    /// Sets where the plugin's `eprintln!` goes; to this program's stderr by default. Logs are another matter: they come
    /// as `tracing` events of the target `pintle::plugin`, and to [`on_log`](Self::on_log).
    pub fn stderr(mut self, stderr: Output) -> Self {
        self.settings.stderr = stderr.into();
        self
    }

    /// Calls `sink` with every log record of the plugin. It must not block.
    pub fn on_log(mut self, sink: impl Fn(&Record) + Send + Sync + 'static) -> Self {
        self.settings.on_log = Some(Arc::new(sink));
        self
    }

    /// Launches the plugin, and connects to it. Dropping the future ends what was started.
    ///
    /// # Errors
    ///
    /// Whatever stands between the command and a plugin that answers; the error holds what was seen of it.
    pub async fn launch(mut self) -> Result<Plugin, Error> {
        launch::launch(&mut self.command, &self.settings).await
    }
}

impl fmt::Debug for Launcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launcher")
            .field("command", self.command.as_std())
            .field("versions", &self.settings.versions)
            .finish_non_exhaustive()
    }
}

/// Launches a plugin for the one service `C`: the short form behind `KvClient::launch`.
pub async fn launch_client<C: Client>(handshake: Handshake, command: Command) -> Result<C, Error> {
    Ok(Launcher::new(handshake, command).launch().await?.client())
}
