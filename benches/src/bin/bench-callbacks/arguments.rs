//! The command line: that of `driver bench-callbacks`.

use std::ffi::OsString;
use std::process::{Command, Stdio};

use lexopt::{Arg, Parser, ValueExt as _};
use pintle::{Multiplex, Security};
use pintle_benches::Result;

/// Everything that the command line says.
pub(crate) struct Arguments {
    pub(crate) security: Security,
    pub(crate) multiplex: Multiplex,
    pub(crate) effort: Effort,
    program: Vec<OsString>,
}

/// How often to do everything.
pub(crate) struct Effort {
    pub(crate) objects: usize,
    pub(crate) warmup: usize,
    pub(crate) calls: usize,
}

impl Arguments {
    pub(crate) fn of_process() -> Result<Self> {
        let effort = Effort { objects: 50, warmup: 1000, calls: 5000 };
        let (security, multiplex) = (Security::Plaintext, Multiplex::Off);
        let mut arguments = Self { security, multiplex, effort, program: Vec::new() };
        let mut parser = Parser::from_env();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("mtls") => arguments.security = Security::MutualTls,
                Arg::Long("mux") => arguments.multiplex = Multiplex::Require,
                Arg::Long("objects") => arguments.effort.objects = parser.value()?.parse()?,
                Arg::Long("warmup") => arguments.effort.warmup = parser.value()?.parse()?,
                Arg::Long("calls") => arguments.effort.calls = parser.value()?.parse()?,
                Arg::Value(program) => {
                    arguments.program.push(program);
                    arguments.program.extend(parser.raw_args()?);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(arguments)
    }

    /// The plugin's command.
    pub(crate) fn command(&self) -> Command {
        let mut program = self.program.iter();
        let mut command = Command::new(program.next().cloned().unwrap_or_default());
        command.args(program).stdin(Stdio::null());
        command
    }
}
