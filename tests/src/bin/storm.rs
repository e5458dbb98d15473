//! A host under which a storm of callbacks goes on, both ways at once: made, used, dropped, cancelled, in any order, while
//! its plugin is killed now and then. It says what it saw, and what it and the plugin hold before and after.
//!
//! `storm PLUGIN SEED COUNT auto|off KILLS`

#![expect(clippy::print_stdout, reason = "the tests read what it says")]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use pintle::{CallError, Callback, Context, Launcher, Multiplex, Output, Plugin};
use pintle_tests::errand::{Adder as _, AdderClient, Errand as _, ErrandClient, Plus, errand};
use rustix::process::{Pid, Signal, kill_process};
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const AT_ONCE: usize = 64;
/// Far beyond what any wait may take: the broker's own are 5 s.
const DEADLINE: Duration = Duration::from_secs(30);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args_os().skip(1);
    let plugin = arguments.next().expect("the plugin is named");
    let mut number = || -> u64 { arguments.next().and_then(|it| it.to_str()?.parse().ok()).expect("a number") };
    let (seed, count) = (number(), number());
    let multiplex = match arguments.next().expect("how the two are connected").to_str() {
        Some("auto") => Multiplex::Auto,
        _ => Multiplex::Off,
    };
    let kills = arguments.next().and_then(|it| it.to_str()?.parse().ok()).expect("a number of kills");
    Storm { plugin, multiplex, rng: Rng::with_seed(seed) }.rage(count, kills).await;
}

struct Storm {
    plugin: OsString,
    multiplex: Multiplex,
    rng: Rng,
}

impl Storm {
    async fn rage(mut self, count: u64, kills: u64) {
        // Once before counting: runtimes and libraries open what they keep.
        let plugin = self.launch().await;
        one(plugin.client(), Rng::with_seed(0), Deed::Lend(1)).await.expect("the plugin works");
        println!("plugin {} {}", plugin.pid(), plugin.address());
        println!("before {}", settled(&plugin, None).await);
        let before = holdings(&plugin).await;
        let (current, plugins) = watch::channel(plugin);
        let (permits, mut deeds) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
        let mut seen = BTreeMap::<String, u64>::new();
        for turn in 0..count {
            let permit = Arc::clone(&permits).acquire_owned().await.expect("nobody closes it");
            let (client, deed, rng) = (plugins.borrow().client(), Deed::any(&mut self.rng), self.rng.fork());
            deeds.spawn(async move {
                let outcome = timeout(DEADLINE, one(client, rng, deed)).await;
                drop(permit);
                outcome.map_or_else(|_| format!("{deed:?} hangs"), word)
            });
            if kills > 0 && turn % (count / (kills + 1)) == count / (kills + 1) - 1 {
                kill(&current.borrow());
                let next = self.launch().await;
                // Whatever is still under way with the old one ends by its own.
                current.send_replace(next);
            }
            if turn == 2 * AT_ONCE as u64 {
                println!("raging");
            }
            while let Some(word) = deeds.try_join_next() {
                *seen.entry(word.expect("no deed panics")).or_default() += 1;
            }
        }
        while let Some(word) = deeds.join_next().await {
            *seen.entry(word.expect("no deed panics")).or_default() += 1;
        }
        println!("seen {seen:?}");
        let plugin = current.borrow().clone();
        drop((current, plugins));
        let after = settled(&plugin, Some(&before)).await;
        println!("after {after}");
        assert_eq!(after, before, "something is left");
        assert!(!seen.keys().any(|word| word.ends_with("hangs")), "somebody waits for ever");
        plugin.shutdown().await.expect("the plugin ends");
    }

    async fn launch(&self) -> Plugin {
        let mut command = Command::new(&self.plugin);
        command.stdin(Stdio::null());
        let launcher = Launcher::new(errand::HANDSHAKE, command).multiplex(self.multiplex);
        let launcher = launcher.stdout(Output::Discard).stderr(Output::Discard);
        launcher.launch().await.expect("the plugin starts")
    }
}

/// What is done with one callback.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// The host serves; the plugin calls so many times.
    Lend(u32),
    /// The host serves; nobody calls.
    Ignore,
    /// The plugin serves; the host calls so many times, after a while.
    Borrow(u32),
    /// The plugin serves; nobody calls.
    Drop,
    /// What the plugin lends goes back to it.
    Return,
    /// One of the above, given up after a while.
    Cancel(u32),
}

impl Deed {
    fn any(rng: &mut Rng) -> Self {
        match rng.u32(0..10) {
            0..3 => Self::Lend(rng.u32(1..4)),
            3 => Self::Ignore,
            4..7 => Self::Borrow(rng.u32(1..4)),
            7 => Self::Drop,
            8 => Self::Return,
            _ => Self::Cancel(rng.u32(1..4)),
        }
    }
}

/// Does it, and checks every answer.
async fn one(errand: ErrandClient, mut rng: Rng, deed: Deed) -> Result<&'static str, CallError> {
    sleep(Duration::from_micros(rng.u64(0..3000))).await;
    match deed {
        Deed::Lend(times) => {
            let sum = errand.sum(Callback::new(Plus::default()), times).await?;
            assert_eq!(sum, i64::from(times), "another call's answer");
        }
        Deed::Ignore => errand.ignore(Callback::new(Plus::default())).await?,
        Deed::Borrow(times) => {
            let (adder, more) = (errand.adder().await?, rng.i64(0..1 << 40));
            sleep(Duration::from_micros(rng.u64(0..3000))).await;
            for _ in 0..times {
                assert_eq!(adder.add(more, 1).await?, more + 1, "another call's answer");
            }
        }
        Deed::Drop => drop(errand.adder().await?),
        Deed::Return => {
            let adder: Callback<AdderClient> = errand.adder().await?;
            assert_eq!(errand.sum(adder, 2).await?, 2, "another call's answer");
        }
        Deed::Cancel(times) => {
            let sum = errand.sum(Callback::new(Plus::default()), times);
            if timeout(Duration::from_micros(rng.u64(0..5000)), sum).await.is_err() {
                return Ok("cancelled");
            }
        }
    }
    Ok("done")
}

/// What came of it, in one word.
fn word(result: Result<&'static str, CallError>) -> String {
    match result {
        Ok(word) => word.to_owned(),
        Err(CallError::Status(status)) => format!("status {:?}: {}", status.code(), status.message()),
        Err(error) => error.code().to_owned(),
    }
}

fn kill(plugin: &Plugin) {
    let pid = i32::try_from(plugin.pid()).ok().and_then(Pid::from_raw).expect("a process has a number");
    kill_process(pid, Signal::KILL).expect("it runs");
}

/// What both sides hold once nothing is on its way any more, or when that has taken too long.
async fn settled(plugin: &Plugin, expected: Option<&str>) -> String {
    let (mut held, mut before) = (holdings(plugin).await, String::new());
    let still = async {
        while expected.map_or(held != before, |expected| held != expected) {
            sleep(Duration::from_millis(20)).await;
            before = std::mem::replace(&mut held, holdings(plugin).await);
        }
    };
    let _ = timeout(DEADLINE, still).await;
    held
}

/// Descriptors, tasks, sockets, and what the brokers know, of host and plugin.
async fn holdings(plugin: &Plugin) -> String {
    let descriptors = |process: &str| std::fs::read_dir(format!("/proc/{process}/fd")).map_or(0, Iterator::count);
    let (ours, theirs) = (descriptors("self"), descriptors(&plugin.pid().to_string()));
    let tasks = Handle::current().metrics().num_alive_tasks();
    let pintle::Address::Unix(socket) = plugin.address() else { panic!("it listens on a Unix socket") };
    let sockets = socket.parent().and_then(|directory| std::fs::read_dir(directory).ok()).map_or(0, Iterator::count);
    let errand: ErrandClient = plugin.client();
    let broker = errand.broker(Context::new()).await.unwrap_or_else(|error| error.to_string());
    format!("descriptors {ours} {theirs} tasks {tasks} sockets {sockets} {:?} {broker}", plugin.broker())
}
