//! The command line: that of `driver bench`, with what kind of host to be before it.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::str::FromStr;
use std::time::Duration;

use lexopt::{Arg, Parser, ValueExt as _};
use pintle_benches::raw::Trust;
use pintle_benches::{Flavor, Result};

/// Everything that the command line says.
pub(crate) struct Arguments {
    pub(crate) peer: Peer,
    pub(crate) flavor: Flavor,
    pub(crate) launch: Launch,
    pub(crate) effort: Effort,
}

/// Which kind of host to be, and so which kind of plugin to expect.
pub(crate) enum Peer {
    Pintle,
    Tonic,
}

/// How to launch the plugin.
pub(crate) struct Launch {
    program: Vec<OsString>,
    /// For mutual TLS; pintle makes its own keys.
    pub(crate) trust: Option<Trust>,
    /// Whether callbacks go over sockets of their own, and the main connection is bare.
    pub(crate) sockets: bool,
}

/// How often to do everything.
pub(crate) struct Effort {
    pub(crate) launches: usize,
    pub(crate) warmup: usize,
    pub(crate) calls: usize,
    pub(crate) duration: Duration,
    pub(crate) payload_calls: Vec<usize>,
}

impl Arguments {
    pub(crate) fn of_process() -> Result<Self> {
        let mut parser = Parser::from_env();
        let peer = parser.value()?.parse()?;
        let flavor = parser.value()?.parse()?;
        let mut launch = Launch { program: Vec::new(), trust: None, sockets: false };
        let mut effort = Effort::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("mtls") => launch.trust = Some(Trust::generate()?),
                Arg::Long("sockets") => launch.sockets = true,
                Arg::Long("launches") => effort.launches = parser.value()?.parse()?,
                Arg::Long("warmup") => effort.warmup = parser.value()?.parse()?,
                Arg::Long("calls") => effort.calls = parser.value()?.parse()?,
                Arg::Long("seconds") => effort.duration = parser.value()?.parse_with(seconds)?,
                Arg::Long("payload-calls") => effort.payload_calls = parser.value()?.parse_with(numbers)?,
                Arg::Value(program) => {
                    launch.program.push(program);
                    launch.program.extend(parser.raw_args()?);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(Self { peer, flavor, launch, effort })
    }
}

impl FromStr for Peer {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "pintle" => Ok(Self::Pintle),
            "tonic" => Ok(Self::Tonic),
            other => Err(format!("`{other}` is neither pintle nor tonic")),
        }
    }
}

impl Launch {
    /// The plugin's command.
    pub(crate) fn command(&self) -> Command {
        let mut program = self.program.iter();
        let mut command = Command::new(program.next().cloned().unwrap_or_default());
        command.args(program).stdin(Stdio::null());
        command
    }
}

/// The defaults of the Go driver.
impl Default for Effort {
    fn default() -> Self {
        Self {
            launches: 10,
            warmup: 2000,
            calls: 20_000,
            duration: Duration::from_secs(3),
            payload_calls: vec![5000, 1000, 100],
        }
    }
}

fn seconds(text: &str) -> Result<Duration> {
    Ok(Duration::try_from_secs_f64(text.parse()?)?)
}

fn numbers(text: &str) -> Result<Vec<usize>> {
    Ok(text.split(',').map(str::parse).collect::<std::result::Result<_, _>>()?)
}
