//! When a process started: with its number, what tells it from every other.

use std::fmt;
use std::str::FromStr;

/// When a process started, as Linux tells it: a number is given again some day, but not with the same start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StartTime {
    /// The system's own name for this run of it: its clock begins anew with each.
    pub(crate) boot: String,
    /// Ticks of the system's clock from its start to the process's.
    pub(crate) ticks: u64,
}

impl FromStr for StartTime {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (boot, ticks) = text.split_once(':').ok_or(())?;
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if boot.is_empty() || !boot.bytes().all(is_name) {
            return Err(());
        }
        Ok(Self { boot: boot.to_owned(), ticks: ticks.parse().map_err(|_| ())? })
    }
}

impl fmt::Display for StartTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.boot, self.ticks)
    }
}
