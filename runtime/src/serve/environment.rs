//! The one place that reads a plugin's environment.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::ConfigError;
use crate::handshake::{Handshake, Offer};

/// The variables of this process, read once.
#[derive(Debug)]
pub(crate) struct Environment(HashMap<OsString, OsString>);

impl Environment {
    pub(super) fn of_process() -> Self {
        Self(std::env::vars_os().collect())
    }

    /// Whether a host launched this program: the magic cookie is right (wire.md C1, C2).
    pub(super) fn check(&self, handshake: &Handshake) -> Result<(), ConfigError> {
        let Handshake { cookie_key, cookie_value, .. } = handshake;
        if cookie_key.is_empty() || cookie_value.is_empty() {
            return Err(ConfigError::EmptyCookie);
        }
        let refuse = |seen| Err(ConfigError::NotLaunchedByHost { key: (*cookie_key).to_owned(), seen });
        match self.variable(cookie_key) {
            Some(value) if value == *cookie_value => Ok(()),
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

    fn variable(&self, name: &str) -> Option<OsString> {
        self.0.get(std::ffi::OsStr::new(name)).cloned()
    }
}

/// pyvider's.
const SHUTDOWN_FILE: &str = "PLUGIN_SHUTDOWN_FILE_PATH";

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], key: &'static str, value: &'static str) -> Result<(), ConfigError> {
        let variables = variables.iter().map(|(key, value)| (OsString::from(key), OsString::from(value)));
        Environment(variables.collect()).check(&Handshake::new(1, key, value))
    }

    #[test]
    fn only_the_exact_cookie_is_taken() {
        assert!(check(&[("K", "v")], "K", "v").is_ok());
        assert!(matches!(check(&[], "K", "v"), Err(ConfigError::NotLaunchedByHost { seen: "not set", .. })));
        for other in ["", "V", "v ", "vv"] {
            assert!(matches!(check(&[("K", other)], "K", "v"), Err(ConfigError::NotLaunchedByHost { .. })));
        }
        assert!(matches!(check(&[("", "")], "", ""), Err(ConfigError::EmptyCookie)));
        assert!(matches!(check(&[("K", "")], "K", ""), Err(ConfigError::EmptyCookie)));
    }
}
