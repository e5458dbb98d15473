//! What the commands have in common: what they look at, and where their reports go.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use pintle::testing::conformance::{Check, Level, Report};

use crate::junit;

/// What a report has, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Makes no check of less weight: required, expected or extra.
    #[arg(long, default_value = "extra")]
    pub(crate) level: Level,
    /// Makes this check only; may be repeated.
    #[arg(long, value_name = "ID")]
    pub(crate) only: Vec<String>,
    /// How many programs may run at a time; 1 where they would meet each other, say at a port of their own.
    #[arg(long, value_name = "COUNT")]
    pub(crate) jobs: Option<usize>,
    /// What the report is like.
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Writes the report into this file, and not on stdout.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Shows all checks, and makes none.
    #[arg(long)]
    list: bool,
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

impl Options {
    /// Shows the list, or makes the checks and writes the report; the exit code tells of the required ones.
    pub(crate) async fn report<E: std::error::Error>(
        self,
        checks: impl Iterator<Item = &'static Check>,
        run: impl AsyncFnOnce(&Self) -> Result<Report, E>,
    ) -> ExitCode {
        let checks: Vec<_> = checks.collect();
        if self.list {
            return written(write(None, &list(&checks)), ExitCode::SUCCESS);
        }
        if let Some(unknown) = self.only.iter().find(|id| !checks.iter().any(|check| check.id == **id)) {
            return failed(&io::Error::other(format!("error: there is no check {unknown:?}; `--list` shows all")));
        }
        let report = match run(&self).await {
            Ok(report) => report,
            Err(error) => return failed(&error),
        };
        let good = report.failed(Level::Required).next().is_none();
        match shown(&report, self.format) {
            Ok(text) => written(write(self.output, &text), if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }),
            Err(error) => failed(&*error),
        }
    }
}

fn shown(report: &Report, format: Format) -> Result<String, Box<dyn std::error::Error>> {
    match format {
        Format::Human => Ok(report.to_string()),
        Format::Golden => Ok(report.golden()),
        Format::Json => Ok(serde_json::to_string_pretty(report)? + "\n"),
        Format::Junit => Ok(junit::of(report).to_string()?),
    }
}

fn list(checks: &[&Check]) -> String {
    let line = |check: &&Check| {
        format!("{:<30} {:<9} {:<16} {}\n", check.id, check.level, check.facts.join(", "), check.title)
    };
    checks.iter().map(line).collect()
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

/// Reads a cookie, as an argument.
pub(crate) fn cookie(text: &str) -> Result<(String, String), String> {
    pair(text).ok_or_else(|| "a cookie is KEY=VALUE".to_owned())
}

/// Two words with an equals sign between them, the first of which is not empty.
pub(crate) fn pair(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once('=').filter(|(key, _)| !key.is_empty())?;
    Some((key.to_owned(), value.to_owned()))
}
