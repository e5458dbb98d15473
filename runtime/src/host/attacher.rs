//! How to attach to a plugin that runs, as users write it.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::attach;
use super::output::Output;
use super::plugin::Plugin;
use super::settings::{Settings, Trust};
use crate::error::Error;
use crate::handshake::{Handshake, Reattach};
use crate::service::CallLayer;
use crate::tls::Certificates;

/// How to attach to a plugin that runs already, whoever has launched it: another host, this one before it was started
/// anew, or a person with a debugger.
///
/// The process is recognised before it is trusted: on a Unix socket the system must say that it is the one that listens
/// there, and where the configuration knows when the process started, that must be so as well. Dropping the plugin leaves the
/// process alone, and so does every failure; only [`Plugin::shutdown`] ends it.
///
/// ```no_run
/// # async fn attach(handshake: pintle::Handshake, text: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let plugin = pintle::Attacher::new(handshake, text.parse()?).credentials("/run/kv/credentials").attach().await?;
/// # Ok(())
/// # }
/// ```
///
/// Its logs are not to be had: they go to whoever launched it (wire.md A7). What it prints is, from now on.
#[must_use = "an attacher does nothing until it attaches"]
pub struct Attacher {
    reattach: Reattach,
    credentials: Option<PathBuf>,
    settings: Settings,
}

impl Attacher {
    /// Attaches to the plugin of this configuration, in the version of the handshake.
    pub fn new(handshake: Handshake, reattach: Reattach) -> Self {
        let settings = Settings { trust: Trust::Nobody, start_timeout: TIMEOUT, ..Settings::new(handshake) };
        Self { reattach, credentials: None, settings }
    }

    /// Takes any of these versions of the protocol, in place of the handshake's own. The plugin has chosen already; a
    /// configuration that does not say which goes with one version only.
    pub fn versions(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.settings.versions = versions.into_iter().collect();
        self
    }

    /// Proves the two ends to each other by what [`Plugin::save_credentials`] has written, which a plugin needs that was
    /// launched with mutual TLS. A file that others than this user may read, and a link, is refused.
    pub fn credentials(mut self, path: impl Into<PathBuf>) -> Self {
        self.credentials = Some(path.into());
        self.settings.trust = Trust::Nobody;
        self
    }

    /// Proves the two ends to each other by certificates of one's own, which a plugin needs that serves with its own (wire.md
    /// T13). Of this and [`credentials`](Self::credentials) the last one holds.
    pub fn certificates(mut self, certificates: Certificates) -> Self {
        self.credentials = None;
        self.settings.trust = Trust::Own(certificates);
        self
    }

    /// Sets how long the plugin may take to answer; 10 s by default. One in a debugger may take any time.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.start_timeout = timeout;
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

    /// Sets where the plugin's `println!` goes from now on; to this program's stdout by default. Where several hosts are
    /// attached, each byte goes to one of them (wire.md O5).
    pub fn stdout(mut self, stdout: Output) -> Self {
        self.settings.stdout = stdout.into();
        self
    }

    /// Sets where the plugin's `eprintln!` goes from now on; to this program's stderr by default.
    pub fn stderr(mut self, stderr: Output) -> Self {
        self.settings.stderr = stderr.into();
        self
    }

    /// Adds a tower layer over the calls that typed clients make of the plugin, as
    /// [`Launcher::layer`](crate::Launcher::layer) does.
    pub fn layer(mut self, layer: impl CallLayer) -> Self {
        self.settings.layers.call(layer);
        self
    }

    /// Adds a tower layer over the calls that the plugin makes of what this program has lent it, as
    /// [`Launcher::callback_layer`](crate::Launcher::callback_layer) does.
    pub fn callback_layer(mut self, layer: impl CallLayer) -> Self {
        self.settings.layers.answer(layer);
        self
    }

    /// Attaches. Dropping the future lets go.
    ///
    /// # Errors
    ///
    /// When the plugin is gone ([`TransportError::ProcessNotFound`](crate::TransportError::ProcessNotFound)), another process
    /// is where it was ([`SecurityError::AnotherProcess`](crate::SecurityError::AnotherProcess)), it cannot be trusted, or it
    /// speaks another version.
    pub async fn attach(self) -> Result<Plugin, Error> {
        attach::attach(&self.reattach, self.credentials.as_deref(), &self.settings).await
    }
}

impl fmt::Debug for Attacher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attacher")
            .field("reattach", &self.reattach)
            .field("versions", &self.settings.versions)
            .finish_non_exhaustive()
    }
}

/// How long a plugin may take to answer, which is all that it has to do.
const TIMEOUT: Duration = Duration::from_secs(10);
