//! A host that takes every plugin, whatever it says, calls it once, and leaves it alone.
//!
//! `pintle probe-host --cookie GOOD_PLUGIN=good -- target/debug/examples/gullible {plugin}`

use std::process::Command;
use std::time::Duration;

use pintle::testing::host::{Approach, Host, Identity};

#[tokio::main]
async fn main() {
    let Some(plugin) = std::env::args_os().nth(1) else { return };
    // It tells nobody of what goes wrong either.
    _ = calls(Command::new(plugin)).await;
    std::process::exit(0)
}

async fn calls(plugin: Command) -> Result<(), Box<dyn std::error::Error>> {
    let identity = Identity::like_go()?;
    let host = Host::new(plugin).cookie("GOOD_PLUGIN", "good").versions([1]).certificate(&identity);
    let mut started = host.start()?;
    let line = started.line(PATIENCE).await?;
    let approach = if line.certificate.is_some() { Approach::showing(&identity) } else { Approach::plaintext() };
    let called = async {
        let connection = started.connect(&line.address, &approach).await?;
        connection.call("/good.v1.Greeter/Greet", Vec::new()).await
    };
    tokio::time::timeout(PATIENCE, called).await??;
    // Whoever drops it ends the plugin.
    std::mem::forget(started);
    Ok(())
}

const PATIENCE: Duration = Duration::from_secs(5);
