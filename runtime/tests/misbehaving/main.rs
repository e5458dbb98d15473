//! Plugins that misbehave, and what this crate's own host makes of each.

mod cases;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use pintle::testing::misbehaving::{Act, FakePlugin, Launched, Misbehaving, Moment, Seen};
use pintle::{Code, EndedBy, Launcher, Output, Plugin, Server, Status, Streaming, plugin};

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
