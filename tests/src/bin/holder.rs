//! A host that launches the plugin it is given, says so in one line, and holds it until it is told otherwise: `end` on
//! stdin ends the plugin in order, Ctrl-C does too, and SIGKILL leaves everything as it is.

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::process::{Command, ExitCode};

use kv::kv as service;
use pintle::Launcher;
use tokio::io::{AsyncBufReadExt as _, BufReader};

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let mut command = Command::new(arguments.next().expect("the plugin is named"));
    command.args(arguments).stdin(std::process::Stdio::null());
    let plugin = match Launcher::new(service::HANDSHAKE, command).launch().await {
        Ok(plugin) => plugin,
        Err(error) => {
            println!("{error}");
            return ExitCode::FAILURE;
        }
    };
    println!("ready {} {}", plugin.pid(), plugin.address());
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    tokio::select! {
        _ = lines.next_line() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    match plugin.shutdown().await {
        Ok(exit) => println!("ended {exit}"),
        Err(error) => println!("{error}"),
    }
    ExitCode::SUCCESS
}
