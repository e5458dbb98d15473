//! `pintle`: looks at plugins and hosts from outside.

mod conformance;
mod junit;
mod probe_host;
mod shared;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Looks at plugins and hosts of go-plugin's protocol from outside, whatever they are made with.
#[derive(Debug, Parser)]
#[command(name = "pintle", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Conformance(conformance::Arguments),
    ProbeHost(probe_host::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Conformance(arguments) => conformance::run(arguments).await,
        Command::ProbeHost(arguments) => probe_host::run(arguments).await,
    }
}
