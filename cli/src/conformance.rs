//! `pintle conformance`: runs the suite, and writes its report.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::{Args, ValueEnum};
use pintle::testing::conformance::{Conformance, Level, Report, checks};

use crate::junit;

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
    /// Makes no check of less weight: required, expected or extra.
    #[arg(long, default_value = "extra")]
    level: Level,
    /// Makes this check only; may be repeated.
    #[arg(long, value_name = "ID", value_parser = known)]
    only: Vec<String>,
    /// How many plugins may run at a time; 1 where they would meet each other, say at a port of their own.
    #[arg(long, value_name = "COUNT")]
    jobs: Option<usize>,
    /// What the report is like.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Writes the report into this file, and not on stdout.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Shows all checks, and makes none.
    #[arg(long)]
    list: bool,
    /// The plugin, and its arguments.
    #[arg(trailing_var_arg = true, required_unless_present = "list", value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// What a report is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table, with what was expected and seen where a check failed.
    Human,
    /// Everything, for programs.
    Json,
    /// For build servers; what fails of less than required is skipped there, with its reason.
    Junit,
    /// The same in each run: without times, paths and numbers.
    Golden,
}

/// Runs the suite; the exit code tells of the required checks.
pub(crate) async fn run(arguments: Arguments) -> ExitCode {
    if arguments.list {
        return written(write(None, &list()), ExitCode::SUCCESS);
    }
    let (output, format) = (arguments.output.clone(), arguments.format);
    let report = match suite(arguments).run().await {
        Ok(report) => report,
        Err(error) => return failed(&error),
    };
    let outcome = if report.failed(Level::Required).next().is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    match shown(&report, format) {
        Ok(text) => written(write(output, &text), outcome),
        Err(error) => failed(&*error),
    }
}

fn suite(arguments: Arguments) -> Conformance {
    let mut words = arguments.command.into_iter();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    let suite = Conformance::of(command)
        .versions(arguments.versions)
        .patience(Duration::from_secs(arguments.patience))
        .level(arguments.level);
    let suite = match arguments.cookie {
        Some((key, value)) => suite.cookie(key, value),
        None => suite,
    };
    let suite = match arguments.jobs {
        Some(count) => suite.at_once(count),
        None => suite,
    };
    arguments.only.into_iter().fold(suite, Conformance::only)
}

fn shown(report: &Report, format: Format) -> Result<String, Box<dyn std::error::Error>> {
    match format {
        Format::Human => Ok(report.to_string()),
        Format::Golden => Ok(report.golden()),
        Format::Json => Ok(serde_json::to_string_pretty(report)? + "\n"),
        Format::Junit => Ok(junit::of(report).to_string()?),
    }
}

fn list() -> String {
    let line = |check: &pintle::testing::conformance::Check| {
        format!("{:<30} {:<9} {:<16} {}\n", check.id, check.level, check.facts.join(", "), check.title)
    };
    checks().map(line).collect()
}

fn write(output: Option<PathBuf>, text: &str) -> io::Result<()> {
    match output {
        Some(file) => std::fs::write(file, text),
        None => io::stdout().write_all(text.as_bytes()),
    }
}

fn written(result: io::Result<()>, outcome: ExitCode) -> ExitCode {
    match result {
        Ok(()) => outcome,
        Err(error) => failed(&error),
    }
}

/// Says why there is no report.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    let words: Vec<String> =
        std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect();
    // Where nobody reads it, the code tells.
    _ = writeln!(io::stderr(), "pintle: {}", words.join(": "));
    ExitCode::from(2)
}

fn cookie(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("a cookie is KEY=VALUE")?;
    if key.is_empty() { Err("a cookie has a key".to_owned()) } else { Ok((key.to_owned(), value.to_owned())) }
}

fn known(id: &str) -> Result<String, String> {
    let unknown = || "there is no such check; `--list` shows all".to_owned();
    checks().any(|check| check.id == id).then(|| id.to_owned()).ok_or_else(unknown)
}
