//! Settings that do not come from code: by name, from files and the environment.

mod keys;
mod reader;
mod texts;
mod values;

#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::ConfigError;
use crate::log::Level;

pub(crate) use keys::{HOST_KEYS, PLUGIN_KEYS};
pub use reader::ConfigReader;
pub(crate) use texts::Text;

/// Settings of hosts and plugins that do not come from code: a value, read once, which nothing but its owner knows of.
///
/// A key is the same in a TOML file and in the environment, such as `PLUGIN_HANDSHAKE_TIMEOUT`; `docs/configuration.md` has
/// them all. Wherever a value is text it may be `file:///path`: then it is what that file has, without white space at the
/// end. What is set in code comes before the environment, that before a file, and that before the default.
///
/// [`Launcher::config`](crate::Launcher::config) and [`Server::config`](crate::Server::config) apply it. Each takes what concerns
/// its end; what is set on them afterwards wins.
///
/// ```
/// # fn main() -> Result<(), pintle::ConfigError> {
/// use pintle::Config;
///
/// let lookup = |name: &str| (name == "PLUGIN_HANDSHAKE_TIMEOUT").then(|| "5.0".into());
/// let config = Config::from_env(lookup)?;
/// let refused = Config::from_env(|_| Some("banana".into())).unwrap_err();
/// assert!(refused.to_string().contains("PLUGIN_RATE_LIMIT_ENABLED"));
/// # Ok(())
/// # }
/// ```
///
/// Variables that go-plugin hosts set for their plugins (`PLUGIN_PROTOCOL_VERSIONS`, `PLUGIN_CLIENT_CERT`, …) are never read from
/// the environment as settings: a host that is a plugin itself would take its own host's words for its user's.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Config {
    pub(crate) start_timeout: Option<Duration>,
    pub(crate) offered: Option<Vec<u32>>,
    pub(crate) served: Option<Vec<u32>>,
    pub(crate) log_level: Option<Level>,
    /// The network that a plugin listens on: whether that is TCP.
    pub(crate) tcp: Option<bool>,
    pub(crate) port: Option<u16>,
    pub(crate) demands_tls: bool,
    pub(crate) grace: Option<Duration>,
    pub(crate) shutdown_file: Option<PathBuf>,
    pub(crate) rate_limit: Option<Rate>,
    pub(crate) host: Own,
    pub(crate) plugin: Own,
}

/// So many calls a second, and so many at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    pub(crate) per_second: f64,
    pub(crate) burst: u32,
}

impl Eq for Rate {}

/// One end's own certificates, and whom it trusts.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) chain: Option<Text>,
    pub(crate) key: Option<Text>,
    pub(crate) roots: Option<Text>,
    /// The name that the other end's must have.
    pub(crate) peer_name: Option<String>,
}

impl Config {
    /// For settings from several places.
    pub fn reader() -> ConfigReader {
        ConfigReader::default()
    }

    /// What the environment says, which `lookup` knows.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Invalid`] with every mistake.
    pub fn from_env(lookup: impl Fn(&str) -> Option<OsString> + 'static) -> Result<Self, ConfigError> {
        Self::reader().environment(lookup).read()
    }

    /// What the environment of this process says, as it is now.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Invalid`] with every mistake.
    pub fn of_process() -> Result<Self, ConfigError> {
        Self::reader().process_environment().read()
    }
}

/// What is secret stays out of logs.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("start_timeout", &self.start_timeout)
            .field("offered", &self.offered)
            .field("served", &self.served)
            .field("log_level", &self.log_level)
            .field("tcp", &self.tcp)
            .field("port", &self.port)
            .field("demands_tls", &self.demands_tls)
            .field("grace", &self.grace)
            .field("shutdown_file", &self.shutdown_file)
            .field("rate_limit", &self.rate_limit)
            .field("host", &self.host)
            .field("plugin", &self.plugin)
            .finish()
    }
}

impl fmt::Debug for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = [self.chain.is_some(), self.key.is_some(), self.roots.is_some()];
        f.debug_struct("Own").field("given", &given).field("peer_name", &self.peer_name).finish_non_exhaustive()
    }
}
