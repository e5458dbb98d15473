//! A host that measures one plugin and prints one JSON object, both as `driver bench` of `tests/go` does:
//!
//! `bench-host pintle|tonic FLAVOR [--mtls] [--launches N] … -- PLUGIN [ARGUMENT…]`

#![expect(clippy::print_stdout, reason = "it reports on stdout")]

mod arguments;
mod subject;
mod workload;

use pintle_benches::Result;

use arguments::{Arguments, Peer};
use subject::{PintlePlugin, TonicPlugin};

fn main() -> Result<()> {
    let Arguments { peer, flavor, launch, effort } = Arguments::of_process()?;
    let runtime = flavor.runtime()?;
    // In a task, as a host's own callers are: on one of the runtime's threads.
    let report = match peer {
        Peer::Pintle => runtime.spawn(workload::run::<PintlePlugin>(launch, effort)),
        Peer::Tonic => runtime.spawn(workload::run::<TonicPlugin>(launch, effort)),
    };
    println!("{}", runtime.block_on(report)??);
    Ok(())
}
