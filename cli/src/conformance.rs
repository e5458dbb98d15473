//! `pintle conformance`: runs the suite, and writes its report.

use std::ffi::OsString;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::Args;
use pintle::testing::conformance::{Conformance, checks};

use crate::shared::{Options, cookie};

/// Checks whether a program is a good plugin of go-plugin's protocol.
///
/// Exits with 0 if no required check failed, with 1 if one did, and with 2 if there is nothing to run.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The magic cookie by which the plugin knows its hosts.
    #[arg(long, value_name = "KEY=VALUE", value_parser = cookie)]
    cookie: Option<(String, String)>,
    /// The versions of its protocol that it serves over gRPC.
    #[arg(long, value_name = "1,2", value_delimiter = ',', default_value = "1")]
    versions: Vec<u32>,
    /// How long it may take to print its line, in seconds.
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    patience: u64,
    #[command(flatten)]
    options: Options,
    /// The plugin, and its arguments.
    #[arg(trailing_var_arg = true, required_unless_present = "list", value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// Runs the suite; the exit code tells of the required checks.
pub(crate) async fn run(arguments: Arguments) -> ExitCode {
    let Arguments { cookie, versions, patience, options, command } = arguments;
    let mut words = command.into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    let suite = Conformance::of(command).versions(versions).patience(Duration::from_secs(patience));
    let suite = match cookie {
        Some((key, value)) => suite.cookie(key, value),
        None => suite,
    };
    let made = async |options: &Options| {
        let suite = options.only.iter().fold(suite.level(options.level), |suite, id| suite.only(id));
        match options.jobs {
            Some(count) => suite.at_once(count).run().await,
            None => suite.run().await,
        }
    };
    options.report(checks(), made).await
}
