//! Twenty supervised plugins under a steady load, while everything is done to them that can happen to a plugin; with an oracle
//! that knows what each call must bring. It prints what it saw, and fails where a call was late, an answer belonged to another
//! call, or anything is left.
//!
//! `chaos SEED SECONDS CALLS-A-SECOND SOCKETS UNRULY PLUGIN [PLUGIN …]`: `SOCKETS` is the folder for socket directories, best on a
//! small disk of its own, `UNRULY` the program of that name, and each `PLUGIN` a command of go-plugin's KV, its words separated by
//! spaces; `plain:` before it means that it has no TLS. The same seed does the same things in the same order.

#![expect(clippy::print_stdout, reason = "it says what it saw")]

mod left;
mod mischief;
mod oracle;

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

use fastrand::Rng;
use kv::kv as service;
use pintle::{Launcher, Output, Security, Supervised, Supervision};
use tokio::time::{Instant, interval, sleep_until, timeout};

use left::Holdings;
use mischief::Mischief;
use oracle::Oracle;

/// How many plugins there are.
const PLUGINS: usize = 20;
/// How long the last of them may take to answer again once nothing is done to them any more.
const RECOVERY: Duration = Duration::from_secs(30);

struct Arguments {
    seed: u64,
    time: Duration,
    rate: u32,
    sockets: PathBuf,
    unruly: PathBuf,
    plugins: Vec<String>,
}

impl Arguments {
    fn read() -> Option<Self> {
        let mut words = std::env::args().skip(1);
        Some(Self {
            seed: words.next()?.parse().ok()?,
            time: Duration::from_secs(words.next()?.parse().ok()?),
            rate: words.next()?.parse().ok()?,
            sockets: words.next()?.into(),
            unruly: words.next()?.into(),
            plugins: words.collect(),
        })
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(arguments) = Arguments::read().filter(|arguments| !arguments.plugins.is_empty()) else {
        println!("chaos SEED SECONDS CALLS-A-SECOND SOCKETS UNRULY PLUGIN [PLUGIN …]");
        return ExitCode::FAILURE;
    };
    let orders = tempfile::tempdir().expect("a folder for orders");
    // Once before counting: runtimes and libraries open what they keep.
    let first = launcher(&arguments, orders.path().join("first"), 0).launch().await.expect("the first plugin starts");
    first.shutdown().await.expect("it ends");
    drop(first);
    let before = Holdings::settled(&arguments.sockets, None).await;

    let verdict = rage(&arguments, orders.path().to_owned()).await;
    let after = Holdings::settled(&arguments.sockets, Some(&before)).await;
    println!("before  {before}\nafter   {after}");
    if verdict && before == after { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Starts the plugins, does everything to them, and says whether each call had its due.
async fn rage(arguments: &Arguments, orders: PathBuf) -> bool {
    let mut plugins = Vec::new();
    for number in 0..PLUGINS {
        let folder = orders.join(number.to_string());
        std::fs::create_dir(&folder).expect("a folder for the plugin's orders");
        let supervised = launcher(arguments, folder, number).supervised(supervision()).await;
        plugins.push(supervised.expect("a plugin starts while nothing is done to it"));
    }
    let oracle = Oracle::default();
    let mut mischief = Mischief::new(Rng::with_seed(arguments.seed), &plugins, orders, arguments.sockets.clone());
    let end = Instant::now() + arguments.time;
    let mut calls = interval(Duration::from_secs(1) / arguments.rate * 2);
    let mut number = 0;
    let mut next = Instant::now();
    while Instant::now() < end {
        tokio::select! {
            _ = calls.tick() => {
                oracle.ask(plugins[number % PLUGINS].client(), number);
                number += 1;
            }
            () = sleep_until(next) => next += mischief.one(),
        }
    }
    let done = mischief.over();
    let recovered = timeout(RECOVERY, answering(&plugins)).await;
    let told = oracle.verdict().await;
    println!(
        "done    {done}\n{told}\nback    {}",
        recovered.as_ref().map_or("not all in time".to_owned(), |took| format!("{took:?}"))
    );
    for supervised in &plugins {
        if let Err(lost) = oracle::answers(supervised.client()).await {
            println!("lost    {lost}");
        }
        supervised.shutdown().await.expect("a plugin can be ended");
    }
    told.is_well() && recovered.is_ok()
}

/// Waits until every plugin answers, and says how long that took.
async fn answering(plugins: &[Supervised]) -> Duration {
    let start = Instant::now();
    for supervised in plugins {
        while oracle::answers(supervised.client()).await.is_err() {}
    }
    start.elapsed()
}

fn launcher(arguments: &Arguments, orders: PathBuf, number: usize) -> Launcher {
    let plugin = &arguments.plugins[number % arguments.plugins.len()];
    let (plugin, security) = match plugin.strip_prefix("plain:") {
        Some(plugin) => (plugin, Security::Plaintext),
        None => (plugin.as_str(), Security::MutualTls),
    };
    let mut command = Command::new(&arguments.unruly);
    command.arg(orders).args(plugin.split(' ')).stdin(Stdio::null());
    Launcher::new(service::HANDSHAKE, command)
        .security(security)
        .socket_directory(&arguments.sockets)
        .start_timeout(Duration::from_secs(3))
        .shutdown_timeout(Duration::from_secs(2))
        .terminate_timeout(Duration::from_millis(500))
        .stdout(Output::Discard)
        .stderr(Output::Discard)
}

/// It never gives up: that much happens here.
fn supervision() -> Supervision {
    Supervision::default()
        .probe_every(Duration::from_millis(500))
        .probe_timeout(Duration::from_secs(1))
        .unanswered(2)
        .backoff(Duration::from_millis(20), Duration::from_millis(500))
        .restarts(u32::MAX, Duration::from_secs(1))
        .wait(Duration::from_secs(2))
}
