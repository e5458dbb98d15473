//! A host that measures callbacks and prints one JSON object, both as `driver bench-callbacks` of `tests/go` does:
//!
//! `bench-callbacks [--mtls] [--mux] [--objects N] [--warmup N] [--calls N] -- PLUGIN [ARGUMENT…]`

#![expect(clippy::print_stdout, reason = "it reports on stdout")]

mod arguments;
mod workload;

use pintle::{Launcher, Output};
use pintle_benches::{Flavor, Result};
use pintle_tests::yardstick::yardstick;
use serde_json::{Value, json};

use arguments::Arguments;
use workload::{Direction, measure};

fn main() -> Result<()> {
    let arguments = Arguments::of_process()?;
    let runtime = Flavor::CurrentThread.runtime()?;
    // In a task, as a host's own callers are.
    let report = runtime.spawn(run(arguments));
    println!("{}", runtime.block_on(report)??);
    Ok(())
}

async fn run(arguments: Arguments) -> Result<Value> {
    let launcher = Launcher::new(yardstick::HANDSHAKE, arguments.command());
    let launcher = launcher.security(arguments.security).multiplex(arguments.multiplex);
    let plugin = launcher.stdout(Output::Discard).stderr(Output::Discard).launch().await?;
    let client = plugin.client();
    let host = measure(&client, Direction::HostCalls, &arguments.effort).await?;
    let plugins = measure(&client, Direction::PluginCalls, &arguments.effort).await?;
    drop(client);
    plugin.shutdown().await?;
    Ok(json!({ "host": host, "plugin": plugins }))
}
