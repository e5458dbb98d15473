//! What a host takes of its settings.

use super::launcher::Launcher;
use crate::config::{Config, HOST_KEYS};
use crate::error::Error;
use crate::tls::Certificates;

impl Launcher {
    /// Applies the settings that concern a host, each as its own method would: the time for the start
    /// (`PLUGIN_HANDSHAKE_TIMEOUT`), the versions on offer, the least level of the plugin's logs (`PLUGIN_LOG_LEVEL`), this host's
    /// own certificates (`PLUGIN_CLIENT_CERT_FILE`, `PLUGIN_CLIENT_KEY_FILE` and `PLUGIN_SERVER_ROOT_CERTS`), and whether mutual
    /// TLS is demanded. What is set afterwards wins.
    ///
    /// # Errors
    ///
    /// When the certificates cannot be used, or only some of what belongs together is set.
    pub fn config(mut self, config: &Config) -> Result<Self, Error> {
        if let Some(start_timeout) = config.start_timeout {
            self = self.start_timeout(start_timeout);
        }
        if let Some(versions) = &config.offered {
            self = self.versions(versions.iter().copied());
        }
        if let Some(level) = config.log_level {
            self = self.log_level(level);
        }
        if let Some(certificates) = Certificates::configured(&config.host, HOST_KEYS)? {
            self = self.certificates(certificates);
        }
        Ok(if config.demands_tls { self.demand_tls() } else { self })
    }
}
