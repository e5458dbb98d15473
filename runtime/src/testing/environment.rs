//! Settings for tests, and tests that must touch the real environment.

use std::ffi::OsStr;
use std::time::Duration;

use crate::config::Config;
use crate::log::Level;

impl Config {
    /// Settings that suit tests: a start has 5 s, of logs there are warnings and worse, mutual TLS is demanded, and there is no rate
    /// limit. A launch is tried once in any case.
    pub fn for_tests() -> Self {
        Self {
            start_timeout: Some(Duration::from_secs(5)),
            log_level: Some(Level::Warn),
            demands_tls: true,
            ..Self::default()
        }
    }
}

/// Runs `test` with these variables set, or unset where there is no value, in this process's real environment, and puts back what was
/// there before, also when `test` panics.
///
/// Tests that do so run one at a time, even where the rest runs in parallel. What reads the environment outside of this function may
/// see the variables too: prefer [`Config::from_env`], which needs none of this, and child processes with variables of their own.
pub fn with_env<T>(variables: &[(&str, Option<&str>)], test: impl FnOnce() -> T) -> T {
    temp_env::with_vars(variables.iter().map(|(name, value)| (name, value.map(OsStr::new))).collect::<Vec<_>>(), test)
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn the_settings_for_tests_are_the_guides() {
        let config = Config::for_tests();
        let by_name = Config::reader()
            .set("PLUGIN_LOG_LEVEL", "WARNING")
            .set("PLUGIN_AUTO_MTLS", "true")
            .set("PLUGIN_HANDSHAKE_TIMEOUT", "5.0")
            .set("PLUGIN_RATE_LIMIT_ENABLED", "false");
        assert_eq!(by_name.read().unwrap(), config);
    }

    #[test]
    fn the_environment_is_as_it_was_after_a_test_even_one_that_panics() {
        const NAME: &str = "PLUGIN_SERVER_PORT";
        let port = || Config::of_process().unwrap().port;
        with_env(&[(NAME, Some("7"))], || {
            assert_eq!(port(), Some(7));
            let panicked = catch_unwind(AssertUnwindSafe(|| with_env(&[(NAME, Some("8"))], || panic!("{:?}", port()))));
            assert_eq!(panicked.unwrap_err().downcast_ref::<String>().unwrap(), "Some(8)");
            assert_eq!(port(), Some(7));
            assert_eq!(with_env(&[(NAME, None)], port), None);
        });
        assert_eq!(std::env::var_os(NAME), None, "unset as before");
    }
}
