//! A host that launches the plugin it is given, says so in one line, and holds it until it is told otherwise: `end` on
//! stdin ends the plugin in order, Ctrl-C does too, and SIGKILL leaves everything as it is. `HOLDER_CALL` names a key that
//! it puts, without waiting for the answer. `HOLDER_DAEMON` makes the plugin outlive it, and names a file for the credentials; the
//! reattach configuration is its second line then. `HOLDER_ENV` names the variables that the plugin inherits, with commas between
//! them; `HOLDER_OWN` is one that it has of its own, `NAME=VALUE`; and `HOLDER_PLAINTEXT` makes it one without TLS.
//! `HOLDER_PUT` names a key that it puts, and it goes on with the answer.
//! `HOLDER_STDIN` lets the plugin have its stdin, which the two then share.

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::process::{Command, ExitCode};

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Env, Launcher, Lifetime, Security};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    let mut command = Command::new(arguments.next().expect("the plugin is named"));
    command.args(arguments);
    if std::env::var_os("HOLDER_STDIN").is_none() {
        command.stdin(std::process::Stdio::null());
    }
    let daemon = std::env::var_os("HOLDER_DAEMON");
    let lifetime = if daemon.is_some() { Lifetime::Daemon } else { Lifetime::Host };
    if let Some((name, value)) = std::env::var("HOLDER_OWN").ok().as_deref().and_then(|own| own.split_once('=')) {
        command.env(name, value);
    }
    let launcher = Launcher::new(service::HANDSHAKE, command).lifetime(lifetime).security(security()).env(env());
    let plugin = match launcher.launch().await {
        Ok(plugin) => plugin,
        Err(error) => {
            println!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if let Ok(key) = std::env::var("HOLDER_CALL") {
        let kv: KvClient = plugin.client();
        let call = tokio::time::timeout(CALL, kv.put(key, Vec::new())).await;
        assert!(call.is_err(), "the call was meant to hang");
    }
    if let Ok(key) = std::env::var("HOLDER_PUT") {
        let kv: KvClient = plugin.client();
        if let Err(error) = kv.put(key, Vec::new()).await {
            println!("{error}");
        }
    }
    let mut interrupt = signal(SignalKind::interrupt()).expect("a host may take signals over");
    println!("ready {} {}", plugin.pid(), plugin.address());
    if let Some(path) = daemon {
        plugin.save_credentials(path).expect("the file is new");
        println!("{}", plugin.reattach());
    }
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    tokio::select! {
        _ = lines.next_line() => {}
        _ = interrupt.recv() => {}
    }
    match plugin.shutdown().await {
        Ok(exit) => println!("ended {exit}"),
        Err(error) => println!("{error}"),
    }
    // Returning would wait for stdin, which tokio reads in a thread that cannot be interrupted.
    std::process::exit(0)
}

fn security() -> Security {
    if std::env::var_os("HOLDER_PLAINTEXT").is_some() { Security::Plaintext } else { Security::default() }
}

/// What the plugin inherits: all, unless there are names.
fn env() -> Env {
    let names = std::env::var("HOLDER_ENV").ok();
    names.map_or(Env::All, |names| match names.as_str() {
        "" => Env::None,
        names => Env::only(names.split(',')),
    })
}

/// How long a call that hangs is given to arrive.
const CALL: std::time::Duration = std::time::Duration::from_millis(200);
