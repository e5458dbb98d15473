//! The host: launches a plugin, puts a value and gets it back.
//!
//! `kv-host [PLUGIN [ARGUMENT…]]`; the plugin is `kv-plugin` from this example unless another is named.

#![expect(clippy::print_stdout, reason = "it tells a person what happens")]

use std::error::Error;
use std::process::{Command, ExitCode};

use kv::{Kv, KvClient};
use pintle::Plugin;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_writer(std::io::stderr).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let kv = KvClient::launch(command()?).await?;
    let plugin = Plugin::of(&kv).ok_or("the client was just launched")?;
    println!("plugin started     process {}", plugin.pid());
    println!("address            {} {}", plugin.address().network(), plugin.address());
    if let Some(tls) = plugin.tls() {
        println!("secured by         {} on both ends", tls.version);
        println!("its certificate    SHA-256 {}", tls.peer_fingerprint);
    }
    println!("protocol version   {}", plugin.version());

    // Ctrl-C reaches this program alone: the plugin leaves it to its host, which ends it in order.
    tokio::select! {
        talked = talk(&kv) => talked?,
        _ = tokio::signal::ctrl_c() => println!("interrupted"),
    }

    println!("plugin ended       {}", plugin.shutdown().await?);
    Ok(())
}

/// Works with any store, wherever it runs.
async fn talk(kv: &impl Kv) -> Result<(), pintle::Status> {
    kv.put("greeting".to_owned(), b"hello from the other side".to_vec()).await?;
    let value = kv.get("greeting".to_owned()).await?;
    println!("value read back    {:?}", String::from_utf8_lossy(&value));
    Ok(())
}

/// The plugin to launch: as named on the command line, or the one beside this program.
fn command() -> std::io::Result<Command> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(program) = arguments.next() else {
        return Ok(Command::new(std::env::current_exe()?.with_file_name("kv-plugin")));
    };
    let mut command = Command::new(program);
    command.args(arguments);
    Ok(command)
}
