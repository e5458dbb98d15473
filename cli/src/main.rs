//! `pintle`: looks at plugins from outside.

mod conformance;
mod junit;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Looks at plugins of go-plugin's protocol from outside, whatever they are made with.
#[derive(Debug, Parser)]
#[command(name = "pintle", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Conformance(conformance::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Conformance(arguments) => conformance::run(arguments).await,
    }
}
