//! The one place that reads a plugin's environment.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::by_hand::Starter;
use crate::error::{ConfigError, Mistake};
use crate::handshake::{AUTO_MTLS, Handshake, Offer, boolean, demands_tls};

/// The variables of this process, read once.
#[derive(Debug)]
pub(crate) struct Environment(HashMap<OsString, OsString>);

impl Environment {
    pub(super) fn of_process() -> Self {
        Self(std::env::vars_os().collect())
    }

    /// For whom this program runs: for a host, where the magic cookie is right (wire.md C1, C2), else for a person who says
    /// so.
    pub(super) fn starter(&self, handshake: &Handshake) -> Result<Starter, ConfigError> {
        let Handshake { cookie_key, cookie_value, .. } = handshake;
        if cookie_key.is_empty() || cookie_value.is_empty() {
            return Err(ConfigError::EmptyCookie);
        }
        let refuse = |seen| Err(ConfigError::NotLaunchedByHost { key: (*cookie_key).to_owned(), seen });
        match self.variable(cookie_key) {
            // First: a person may have set the other for all that this shell starts.
            Some(value) if value == *cookie_value => Ok(Starter::Host),
            _ if self.debug()? => Ok(Starter::Person),
            Some(_) => refuse("set to something else"),
            None => refuse("not set"),
        }
    }

    /// What the host offers.
    pub(super) fn offer(&self) -> Offer {
        Offer::read(|name| self.variable(name))
    }

    /// The file that ends the plugin when it is there.
    pub(super) fn shutdown_file(&self) -> Option<PathBuf> {
        self.variable(SHUTDOWN_FILE).filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    /// Whether whoever runs the plugin demands mutual TLS.
    pub(super) fn demands_tls(&self) -> Result<bool, Mistake> {
        demands_tls(self.variable(AUTO_MTLS).map(|value| value.to_string_lossy().into_owned()).as_deref())
    }

    fn debug(&self) -> Result<bool, ConfigError> {
        let Some(value) = self.variable(DEBUG).filter(|value| !value.is_empty()) else {
            return Ok(false);
        };
        let value = value.to_string_lossy();
        boolean(&value).ok_or_else(|| {
            let mistakes = vec![Mistake::new(DEBUG, value, "true or false")];
            ConfigError::Invalid { mistakes }
        })
    }

    fn variable(&self, name: &str) -> Option<OsString> {
        self.0.get(std::ffi::OsStr::new(name)).cloned()
    }
}

/// Whether a person runs the plugin.
const DEBUG: &str = "PINTLE_DEBUG";
/// pyvider's.
const SHUTDOWN_FILE: &str = "PLUGIN_SHUTDOWN_FILE_PATH";

#[cfg(test)]
mod tests {
    use super::*;

    fn starter(variables: &[(&str, &str)], key: &'static str, value: &'static str) -> Result<Starter, ConfigError> {
        let variables = variables.iter().map(|(key, value)| (OsString::from(key), OsString::from(value)));
        Environment(variables.collect()).starter(&Handshake::new(1, key, value))
    }

    #[test]
    fn only_the_exact_cookie_is_taken() {
        assert!(matches!(starter(&[("K", "v")], "K", "v"), Ok(Starter::Host)));
        assert!(matches!(starter(&[], "K", "v"), Err(ConfigError::NotLaunchedByHost { seen: "not set", .. })));
        for other in ["", "V", "v ", "vv"] {
            assert!(matches!(starter(&[("K", other)], "K", "v"), Err(ConfigError::NotLaunchedByHost { .. })));
        }
        assert!(matches!(starter(&[("", "")], "", ""), Err(ConfigError::EmptyCookie)));
        assert!(matches!(starter(&[("K", "")], "K", ""), Err(ConfigError::EmptyCookie)));
    }

    #[test]
    fn a_person_needs_no_cookie_and_a_host_comes_first() {
        for (variables, starter_is) in [
            (&[("PINTLE_DEBUG", "1")][..], Starter::Person),
            (&[("PINTLE_DEBUG", "true"), ("K", "other")], Starter::Person),
            (&[("PINTLE_DEBUG", "1"), ("K", "v")], Starter::Host),
            (&[("PINTLE_DEBUG", "banana"), ("K", "v")], Starter::Host),
        ] {
            assert_eq!(starter(variables, "K", "v").unwrap(), starter_is, "{variables:?}");
        }
        for no in ["0", "false", ""] {
            let refused = starter(&[("PINTLE_DEBUG", no)], "K", "v");
            assert!(matches!(refused, Err(ConfigError::NotLaunchedByHost { .. })), "{no}");
        }
        let refused = starter(&[("PINTLE_DEBUG", "banana")], "K", "v");
        assert!(matches!(refused, Err(ConfigError::Invalid { mistakes }) if mistakes[0].name == "PINTLE_DEBUG"));
    }
}
