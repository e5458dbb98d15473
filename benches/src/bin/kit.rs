//! How long a test waits for a plugin within its process, and for its calls, beside bare tonic over a pipe. `kit [--quick]`

#![expect(clippy::print_stdout, reason = "it prints what it finds")]

use std::process::ExitCode;
use std::time::{Duration, Instant};

use futures_util::stream;
use kv::{Kv as _, KvClient, KvServer};
use pintle::Security;
use pintle::testing::InProcess;
use pintle_benches::raw::{RawClient, RawServer};
use pintle_benches::{Result, Store};
use tokio::task::JoinSet;
use tonic::transport::Server;

/// How long a plugin with mutual TLS may take until it is ready.
const GOAL: Duration = Duration::from_millis(5);
/// Calls of one round.
const CALLS: usize = 2000;

/// What is looked at, of one subject.
#[derive(Default)]
struct Times {
    ready: Vec<Duration>,
    calls: Vec<Duration>,
    ended: Vec<Duration>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode> {
    let rounds = if std::env::args().any(|argument| argument == "--quick") { 5 } else { 50 };
    let first = Instant::now();
    let plugin = InProcess::service(KvServer::new(Store::default())).start().await?;
    println!("the first plugin of this process, with mutual TLS: ready after {:.2?}", first.elapsed());
    drop(plugin);

    let [mut secure, mut plain, mut raw] = [(); 3].map(|()| Times::default());
    for _ in 0..rounds {
        // In turns, so that noise hits all of them.
        of_pintle(Security::MutualTls, &mut secure).await?;
        of_pintle(Security::Plaintext, &mut plain).await?;
        of_tonic(&mut raw).await?;
    }
    let [secure, plain, raw] = [secure, plain, raw].map(Medians::of);
    println!("{rounds} rounds, medians   ready      call       end");
    for (name, it) in [("with mutual TLS", &secure), ("in plaintext", &plain), ("bare tonic", &raw)] {
        println!("{name:<20} {:>9.1?}  {:>9.1?}  {:>9.1?}", it.ready, it.call, it.ended);
    }
    let share = |part: Duration, whole: Duration| part.as_secs_f64() / whole.as_secs_f64();
    let (ready, call) = (share(plain.ready, raw.ready), share(plain.call, raw.call));
    println!("in plaintext by bare tonic: ready {ready:.2}, call {call:.2}");
    let is_met = secure.ready < GOAL;
    println!("ready within {GOAL:?}: {}", if is_met { "yes" } else { "no !" });
    Ok(if is_met { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn of_pintle(security: Security, times: &mut Times) -> Result<()> {
    let start = Instant::now();
    let plugin = InProcess::service(KvServer::new(Store::default())).security(security).start().await?;
    let client: KvClient = plugin.client();
    times.ready.push(start.elapsed());
    client.put("key".to_owned(), vec![7; 64]).await?;
    for _ in 0..CALLS {
        let before = Instant::now();
        client.get("key".to_owned()).await?;
        times.calls.push(before.elapsed());
    }
    let before = Instant::now();
    plugin.shutdown().await?;
    times.ended.push(before.elapsed());
    Ok(())
}

async fn of_tonic(times: &mut Times) -> Result<()> {
    let start = Instant::now();
    let (near, far) = tokio::io::duplex(64 * 1024);
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let mut server = JoinSet::new();
    server.spawn(async move {
        let incoming = stream::iter([Ok::<_, std::io::Error>(far)]);
        let ended = async { _ = ended.await };
        Server::builder().add_service(RawServer::default()).serve_with_incoming_shutdown(incoming, ended).await
    });
    let mut client = RawClient::over(near).await?;
    times.ready.push(start.elapsed());
    client.put("key".to_owned(), vec![7; 64]).await?;
    for _ in 0..CALLS {
        let before = Instant::now();
        client.get("key".to_owned()).await?;
        times.calls.push(before.elapsed());
    }
    let before = Instant::now();
    drop((client, end));
    server.join_next().await;
    times.ended.push(before.elapsed());
    Ok(())
}

struct Medians {
    ready: Duration,
    call: Duration,
    ended: Duration,
}

impl Medians {
    fn of(Times { mut ready, mut calls, mut ended }: Times) -> Self {
        let middle = |times: &mut Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2]
        };
        Self { ready: middle(&mut ready), call: middle(&mut calls), ended: middle(&mut ended) }
    }
}
