//! What a plugin takes of its settings.

use std::num::NonZeroU32;
use std::time::Duration;

use super::server::{Server, Transport};
use crate::config::{Config, PLUGIN_KEYS, Rate};
use crate::error::Error;
use crate::service::RateLimit;
use crate::tls::Certificates;

impl Server {
    /// Applies the settings that concern a plugin, each as its own method would: the transport and its port, the time for calls in
    /// flight (`PLUGIN_GRPC_GRACE_PERIOD`), the shutdown file, a rate limit for all calls together, the versions to serve of those
    /// that there are (`SUPPORTED_PROTOCOL_VERSIONS`), this plugin's own certificates (`PLUGIN_SERVER_CERT`, `PLUGIN_SERVER_KEY` and
    /// `PLUGIN_CLIENT_ROOT_CERTS`), and whether mutual TLS is demanded. What is set afterwards wins.
    ///
    /// # Errors
    ///
    /// When the certificates cannot be used, or only some of what belongs together is set.
    pub fn config(mut self, config: &Config) -> Result<Self, Error> {
        if let Some(tcp) = config.tcp {
            self = self.transport(if tcp { Transport::Tcp } else { Transport::Unix });
        }
        if let Some(port) = config.port {
            self = self.port(port);
        }
        if let Some(grace) = config.grace {
            self = self.grace(grace);
        }
        if let Some(path) = &config.shutdown_file {
            self = self.shutdown_file(path);
        }
        if let Some(rate) = config.rate_limit {
            self = self.rate_limit(limit(rate));
        }
        if let Some(certificates) = Certificates::configured(&config.plugin, PLUGIN_KEYS)? {
            self = self.certificates(certificates);
        }
        self.supported.clone_from(&config.served);
        self.demands_tls = config.demands_tls;
        Ok(self)
    }
}

fn limit(rate: Rate) -> RateLimit {
    let period = Duration::from_secs(1).div_f64(rate.per_second).max(Duration::from_nanos(1));
    RateLimit::per(NonZeroU32::MIN, period).burst(NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN))
}
