//! One setting that cannot be what it is.

use std::fmt;

use super::ConfigError;

/// One setting, or one environment variable, that cannot be what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// The setting or the variable.
    pub name: String,
    /// What it is.
    pub value: String,
    /// What it may be.
    pub allowed: String,
}

impl Mistake {
    pub(crate) fn new(name: impl Into<String>, value: impl Into<String>, allowed: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into(), allowed: allowed.into() }
    }

    /// Whether there are no mistakes; all of them, if there are.
    pub(crate) fn none(mistakes: Vec<Self>) -> Result<(), ConfigError> {
        if mistakes.is_empty() { Ok(()) } else { Err(ConfigError::Invalid { mistakes }) }
    }

    /// One line each.
    pub(super) fn list(mistakes: &[Self]) -> String {
        mistakes.iter().map(|mistake| format!("\n  {mistake}")).collect()
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, value, allowed } = self;
        write!(f, "{name} is {value:?}; allowed: {allowed}")
    }
}
