//! A host without any patience: whatever it does has no time at all. It says what became of each thing, a line each, and
//! `ready` before it ends the plugin, which it does when it is told to on stdin. `IMPATIENT_CHECKSUM` is
//! what the program must have.

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::process::{Command, Stdio};
use std::time::Duration;

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Client as _, Context, Launcher, Output};
use tokio::io::{AsyncBufReadExt as _, BufReader};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut command = Command::new(std::env::args_os().nth(1).expect("the plugin is named"));
    command.stdin(Stdio::null());
    let launcher = Launcher::new(service::HANDSHAKE, command).stdout(Output::Discard).stderr(Output::Discard);
    let launcher = match std::env::var("IMPATIENT_CHECKSUM") {
        Ok(checksum) => launcher.checksum(checksum.parse().expect("it is a checksum")),
        Err(_) => launcher,
    };
    let launched = launcher.start_timeout(NONE).shutdown_timeout(NONE).terminate_timeout(NONE).launch().await;
    let plugin = match launched {
        Ok(plugin) => plugin,
        Err(error) => return println!("{error}"),
    };
    println!("attached to {}", plugin.pid());
    let said = |result: Result<(), String>| result.err().unwrap_or_else(|| "in time".to_owned());
    println!("{}", said(plugin.ping(NONE).await.map_err(|error| error.to_string())));
    let kv: KvClient = plugin.client();
    let put = kv.with(Context::new().timeout(NONE)).put("stdout".to_owned(), b"printed\n".to_vec()).await;
    println!("{}", said(put.map_err(|error| error.to_string())));
    println!("ready");
    let _ = BufReader::new(tokio::io::stdin()).lines().next_line().await;
    match plugin.shutdown().await {
        Ok(exit) => println!("{exit}"),
        Err(error) => println!("{error}"),
    }
    // Returning would wait for stdin, which tokio reads in a thread that cannot be interrupted.
    std::process::exit(0)
}

const NONE: Duration = Duration::ZERO;
