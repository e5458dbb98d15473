//! Plugins that misbehave, and what this crate's own host makes of each.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod calls;
mod cases;
mod ends;
mod failing;
mod suite;

use std::path::Path;
use std::time::{Duration, Instant};

use cases::{Case, Outcome};
use futures_util::StreamExt as _;
use pintle::testing::misbehaving::{FakePlugin, Launched, Misbehaving, Seen};
use pintle::{EndedBy, Launcher, Output, Plugin, Server, Status, Streaming, plugin};

/// A store of numbers.
#[plugin(package = "numbers.v1", version = 1, cookie("NUMBERS", "4711"))]
pub trait Numbers {
    /// Twice the number.
    async fn double(&self, number: u64) -> Result<u64, Status>;
    /// The numbers from 1 on.
    async fn count(&self, to: u64) -> Result<Streaming<u64>, Status>;
}

struct Arithmetic;

impl Numbers for Arithmetic {
    async fn double(&self, number: u64) -> Result<u64, Status> {
        Ok(number * 2)
    }

    async fn count(&self, to: u64) -> Result<Streaming<u64>, Status> {
        let (sender, numbers) = Streaming::channel(1);
        tokio::spawn(async move {
            for number in 1..=to {
                if sender.send(number).await.is_err() {
                    return;
                }
            }
        });
        Ok(numbers)
    }
}

const LONG: Duration = Duration::from_secs(10);
/// How many plugins run at once: most of them only wait.
const AT_ONCE: usize = 6;

/// A plugin that is good so far.
fn numbers() -> Misbehaving {
    Misbehaving::new(|| Server::new(numbers::HANDSHAKE).serve(1, NumbersServer::new(Arithmetic)))
}

fn launcher(plugin: &FakePlugin) -> Launcher {
    Launcher::new(numbers::HANDSHAKE, plugin.command())
        .start_timeout(LONG)
        .stdout(Output::Discard)
        .stderr(Output::Discard)
}

async fn launched(plugin: &FakePlugin) -> (Plugin, NumbersClient) {
    let plugin = launcher(plugin).launch().await.unwrap();
    let client = plugin.client();
    (plugin, client)
}

async fn over(plugin: &FakePlugin) -> Launched {
    let found = plugin.wait_for(LONG, |launches| launches.first().filter(|launched| launched.is_over()).cloned()).await;
    found.unwrap_or_else(|launches| panic!("it lives on: {launches:#?}"))
}

#[tokio::test]
async fn a_good_one_serves_and_ends_when_it_is_asked() {
    let fake = numbers().start().unwrap();
    let (plugin, client) = launched(&fake).await;
    assert_eq!(client.double(21).await.unwrap(), 42);
    let exit = plugin.shutdown().await.unwrap();
    assert_eq!((exit.by, exit.code()), (EndedBy::Shutdown, Some(0)));
    let launched = over(&fake).await;
    assert!(launched.has(&Seen::Ended), "{launched:#?}");
    assert_eq!(launched.calls("/numbers.v1.Numbers/Double"), 1);
    assert_eq!(launched.variables["NUMBERS"], "4711");
    assert_eq!(launched.parent, std::process::id());
}

// The deadline of a launch is its own; what is asserted is that nothing takes longer than the longest of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_fault_of_a_launch_has_its_code_within_its_time_and_leaves_nothing_behind() {
    let told = cases::cases().into_iter().map(|case| async {
        let name = case.name;
        outcome(case).await.err().map(|reason| format!("{name}: {reason}"))
    });
    let told: Vec<_> = futures_util::stream::iter(told).buffer_unordered(AT_ONCE).collect().await;
    let wrong: Vec<_> = told.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn outcome(case: Case) -> Result<(), String> {
    let Case { fake, host, outcome, .. } = case;
    let fake = fake.start().unwrap();
    let start = Instant::now();
    let launched = host(launcher(&fake)).launch().await;
    let took = start.elapsed();
    if took > LONG {
        return Err(format!("it took {took:?}"));
    }
    match (launched, outcome) {
        (Err(error), Outcome::Fails(codes)) if codes.split(" or ").any(|code| code == error.code()) => {}
        (Ok(plugin), Outcome::Serves) => {
            let doubled = plugin.client::<NumbersClient>().double(21).await;
            doubled.map_err(|error| format!("its call: {error}"))?;
            plugin.shutdown().await.map_err(|error| format!("its end: {error}"))?;
        }
        (Ok(_), expected) => return Err(format!("it was launched, but {expected:?}")),
        (Err(error), expected) => return Err(format!("{error}, but {expected:?}")),
    }
    nothing_is_left(fake).await
}

/// Whether neither process nor file outlives it.
async fn nothing_is_left(fake: FakePlugin) -> Result<(), String> {
    let launched = over(&fake).await;
    let (pid, home) = (launched.pid, fake.path().parent().unwrap().to_owned());
    let sockets = launched.variables.get("PLUGIN_UNIX_SOCKET_DIR").cloned().unwrap_or_default();
    drop(fake);
    let left = [Path::new("/proc").join(pid.to_string()), home, sockets.into()];
    let deadline = Instant::now() + LONG;
    while let Some(path) = left.iter().find(|path| path.exists()) {
        if Instant::now() > deadline {
            return Err(format!("{} is left", path.display()));
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}
