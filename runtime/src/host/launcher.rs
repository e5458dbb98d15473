//! How a plugin is launched, as users write it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use super::integrity::Checksum;
use super::launch;
use super::output::Output;
use super::plugin::Plugin;
use super::settings::{Env, Multiplex, ProcessGroup, Security, Settings, Trust};
use super::start_limit::StartLimit;
use super::supervise::{Start, Supervised, Supervision};
use crate::error::Error;
use crate::handshake::{Handshake, Lifetime};
use crate::log::{Level, Record};
use crate::service::{CallLayer, Client};
use crate::tls::Certificates;

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
        self.settings.trust = security.into();
        self
    }

    /// Secures the connections by certificates of one's own, in place of those that each launch makes. The plugin must have its
    /// own as well ([`Server::certificates`](crate::Server::certificates), or go-plugin's `TLSProvider`, wire.md T4). Of this and
    /// [`security`](Self::security) the last one holds.
    pub fn certificates(mut self, certificates: Certificates) -> Self {
        self.settings.trust = Trust::Own(certificates);
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

    /// Launches only when fewer plugins of this limit are starting; no limit by default. The time for the start counts from
    /// then on.
    pub fn start_limit(mut self, limit: &StartLimit) -> Self {
        self.settings.start_limit = Some(limit.clone());
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

    /// Sets where a copy of the plugin's original stderr goes, byte for byte, before anything is made of it (go-plugin's
    /// `ClientConfig.Stderr`); nowhere by default. Logs and panics come there, and what a plugin prints before its handshake;
    /// from a Go plugin also whatever bypasses `os.Stderr`.
    ///
    /// A slow writer slows nobody: once 64 MiB wait for it the oldest go, and a `tracing` event tells how many bytes went
    /// and where. After an error of the writer nothing more is written. What came before the plugin's end is written when
    /// [`shutdown`](Plugin::shutdown) returns, or after half a second given up.
    pub fn raw_stderr(mut self, raw_stderr: Output) -> Self {
        self.settings.raw_stderr = raw_stderr.into();
        self
    }

    /// Sets how many of the plugin's last lines are kept for errors and [`Plugin::last_words`], of either stream; 20 by
    /// default. Each is kept to its 500th character.
    pub fn keep_lines(mut self, lines: usize) -> Self {
        self.settings.kept_lines = lines;
        self
    }

    /// Calls `sink` with every log record of the plugin. It must not block.
    pub fn on_log(mut self, sink: impl Fn(&Record) + Send + Sync + 'static) -> Self {
        self.settings.on_log = Some(Arc::new(sink));
        self
    }

    /// Hands on no log record of the plugin's below this level, neither as events nor to [`on_log`](Self::on_log); all by default.
    pub fn log_level(mut self, level: Level) -> Self {
        self.settings.log_level = level;
        self
    }

    /// Lets no launch be plaintext.
    pub(super) fn demand_tls(mut self) -> Self {
        self.settings.demands_tls = true;
        self
    }

    /// Launches the program only if its file has this checksum.
    ///
    /// On Linux the file is read once, into memory that nobody can change; that copy is summed up and, if it is the right
    /// one, run. A file that is swapped, overwritten or linked elsewhere meanwhile is never run. Elsewhere the file is
    /// checked and then started by its path: whoever can write there can swap it in between.
    ///
    /// What runs is the copy, so a program that asks where its executable is learns a path that ends with ` (deleted)`, and a
    /// script is told a path in `/proc`; neither finds files beside it by that. A loader that takes libraries from beside the
    /// program (`$ORIGIN`) finds none; rights that are the file's own (set-user-ID, capabilities) are not the copy's. Not
    /// checked are a script's interpreter, and the libraries that a program loads. The copy takes as much memory as the
    /// file, for as long as the plugin runs. A name without `/` is looked for in the `PATH` that the command sets, or else in
    /// this program's.
    ///
    /// The command is copied too, for the standard library lets nobody change what a command runs. Arguments, variables,
    /// directory and a stdin that is inherited or null come along. A command with more than that (a user, a group, other
    /// streams) is refused with [`ConfigError::CommandNotCarried`](crate::ConfigError::CommandNotCarried); what
    /// [`pre_exec`](std::os::unix::process::CommandExt::pre_exec) has added cannot be seen, and **is lost**. Set such things
    /// with [`prepare`](Self::prepare).
    ///
    /// A process that runs already cannot be checked: where `PINTLE_REATTACH` names one, the launch fails.
    pub fn checksum(mut self, checksum: Checksum) -> Self {
        self.settings.integrity.checksum = Some(checksum);
        self
    }

    /// Launches the program only if `verify` accepts it, such as by a signature: it is given the file's path and its bytes,
    /// on a thread where it may block. What it accepts is what runs; [`checksum`](Self::checksum) says how, and what it
    /// costs. With both, it is asked after the checksum was found right.
    pub fn verify<E>(mut self, verify: impl Fn(&Path, &[u8]) -> Result<(), E> + Send + Sync + 'static) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        self.settings.integrity.verify = Some(Arc::new(move |path, bytes| verify(path, bytes).map_err(Into::into)));
        self
    }

    /// Calls `prepare` with the command at each launch, when all else is set, just before it runs: for what must be set
    /// on the very command. It should set rather than add (`arg`), since a command may be launched again.
    pub fn prepare(mut self, prepare: impl Fn(&mut Command) + Send + Sync + 'static) -> Self {
        self.settings.prepare = Some(Box::new(prepare));
        self
    }

    /// Adds a tower layer over the calls that typed clients make of the plugin: of its services, and of what it has lent. The
    /// last one added sees a call first. None by default.
    ///
    /// An error of a layer's is [`CallError::Layer`](crate::CallError::Layer), unless it is or has as its cause a
    /// [`Status`](crate::Status), of tonic's or of this crate. Layers that panic do so where the call is made. The bare
    /// [`Plugin::channel`] has no layers, nor have calls that stay within this process.
    pub fn layer(mut self, layer: impl CallLayer) -> Self {
        self.settings.layers.call(layer);
        self
    }

    /// Adds a tower layer over the calls that the plugin makes of what this program has lent it. The last one added sees a call
    /// first. None by default; errors and panics are as with [`Server::layer`](crate::Server::layer).
    pub fn callback_layer(mut self, layer: impl CallLayer) -> Self {
        self.settings.layers.answer(layer);
        self
    }

    /// Launches the plugin, and starts it anew whenever it fails: it ends, or does not answer health probes. Dropping the
    /// future ends what was started.
    ///
    /// ```no_run
    /// # use pintle::{Status, plugin};
    /// # #[plugin(package = "kv.v1", version = 1, cookie("KV_PLUGIN", "d3a0c5"))]
    /// # pub trait Kv { async fn len(&self) -> Result<u64, Status>; }
    /// # async fn launch(launcher: pintle::Launcher) -> Result<(), Box<dyn std::error::Error>> {
    /// let supervised = launcher.supervised(pintle::Supervision::default()).await?;
    /// let kv: KvClient = supervised.client();
    /// kv.len().await?;
    /// # Ok(())
    /// # }
    /// # fn main() {}
    /// ```
    ///
    /// # Errors
    ///
    /// Whatever stands between the command and the first plugin that answers, as for [`launch`](Self::launch); that which [may
    /// pass](Error::may_pass) does so only after three attempts. Or the supervision is nonsense.
    pub async fn supervised(self, supervision: Supervision) -> Result<Supervised, Error> {
        let Self { command, settings } = self;
        Box::pin(Supervised::start(Start { command, settings }, supervision)).await
    }

    /// Launches the plugin, and connects to it. Dropping the future ends what was started.
    ///
    /// # Errors
    ///
    /// Whatever stands between the command and a plugin that answers; the error holds what was seen of it.
    pub async fn launch(mut self) -> Result<Plugin, Error> {
        // What a launch waits with is large, and whoever waits for it need not hold that.
        Box::pin(launch::launch(&mut self.command, &self.settings)).await
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
