//! `pintle probe-host`: runs a host with plugins that look at it, and writes what it does.

use std::ffi::OsString;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::Args;
use pintle::testing::probe::{Probe, checks};

use crate::shared::{Options, cookie, pair};

/// Checks what a host of go-plugin's protocol does with good plugins, and with bad ones.
///
/// The host is run many times, and has to end by itself each time. Its plugins have none but go-plugin's own services: to its
/// calls they answer UNIMPLEMENTED, and what it makes of that is its own affair.
///
/// Exits with 0 if no required check failed, with 1 if one did, and with 2 if there is nothing to run.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The magic cookie that the host gives to its plugins.
    #[arg(long, value_name = "KEY=VALUE", value_parser = cookie)]
    cookie: Option<(String, String)>,
    /// The version of its protocol that its plugins have.
    #[arg(long, value_name = "VERSION", default_value = "1")]
    version: u32,
    /// A variable for the host, in which {plugin} stands for the plugin's path; may be repeated.
    #[arg(long, value_name = "NAME=VALUE", value_parser = variable)]
    variable: Vec<(String, String)>,
    /// How long one run of the host may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "20")]
    patience: u64,
    #[command(flatten)]
    options: Options,
    /// The host, and its arguments, in which {plugin} stands for the plugin's path.
    #[arg(trailing_var_arg = true, required_unless_present = "list", value_name = "HOST")]
    command: Vec<OsString>,
}

/// Makes the probe; the exit code tells of the required checks.
pub(crate) async fn run(arguments: Arguments) -> ExitCode {
    let Arguments { cookie, version, variable, patience, options, command } = arguments;
    let mut words = command.into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).envs(variable);
    let probe = Probe::of(command).version(version).patience(Duration::from_secs(patience));
    let probe = match cookie {
        Some((key, value)) => probe.cookie(key, value),
        None => probe,
    };
    let made = async |options: &Options| {
        let probe = options.only.iter().fold(probe.level(options.level), |probe, id| probe.only(id));
        match options.jobs {
            Some(count) => probe.at_once(count).run().await,
            None => probe.run().await,
        }
    };
    options.report(checks(), made).await
}

fn variable(text: &str) -> Result<(String, String), String> {
    pair(text).ok_or_else(|| "a variable is NAME=VALUE".to_owned())
}
