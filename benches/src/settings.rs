//! How much to measure, as the command line says.

use lexopt::{Arg, Parser, ValueExt as _};

use crate::Result;

/// `[--quick] [--rounds N]`.
#[derive(Debug)]
pub struct Settings {
    /// How often each host runs.
    pub rounds: usize,
    /// What every host is told.
    pub effort: &'static str,
}

impl Settings {
    /// Those of this process; a host's effort is one of the two.
    ///
    /// # Errors
    ///
    /// The command line says something else.
    pub fn of_process(thorough: &'static str, quick: &'static str) -> Result<Self> {
        let mut settings = Self { rounds: 5, effort: thorough };
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("quick") => settings = Self { rounds: 3, effort: quick },
                Arg::Long("rounds") => settings.rounds = parser.value()?.parse()?,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(settings)
    }
}
