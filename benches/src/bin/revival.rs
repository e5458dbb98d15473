//! How long a supervised plugin is away when it is killed under load: from the kill to the next answer, beside the time that its
//! own start takes. `revival [--quick]`

#![expect(clippy::print_stdout, reason = "it prints what it finds")]

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use kv::{Kv as _, KvClient, kv as service};
use pintle::{Launcher, Output, Supervised, Supervision};
use pintle_benches::{Programs, Result};
use rustix::process::{Pid, Signal, kill_process};
use tokio::task::JoinSet;

/// How many callers call without a pause.
const CALLERS: usize = 64;
/// How long a generation lives at least.
const REST: Duration = Duration::from_millis(200);

#[tokio::main]
async fn main() -> Result<()> {
    let kills = if std::env::args().any(|argument| argument == "--quick") { 5 } else { 30 };
    let programs = Programs::build()?;
    let launcher = || {
        let mut command = Command::new(programs.path("bench-plugin-pintle"));
        command.stdin(Stdio::null());
        Launcher::new(service::HANDSHAKE, command).stdout(Output::Discard).stderr(Output::Discard)
    };
    // Each kill is a first one: what lived longer than a moment has lived well.
    let supervision = Supervision::default().restarts(u32::MAX, Duration::from_secs(1)).stable_after(REST / 2);
    let supervised = launcher().supervised(supervision).await?;
    let client: KvClient = supervised.client();
    let mut load = JoinSet::new();
    for caller in 0..CALLERS {
        let client = client.clone();
        load.spawn(async move {
            loop {
                // Lost calls are part of the load.
                let _ = client.put(format!("key {caller}"), b"value".to_vec()).await;
            }
        });
    }
    let (mut away, mut starts) = (Vec::new(), Vec::new());
    for _ in 0..kills {
        away.push(killed(&supervised, &client).await?);
        // The same start, under the same load.
        let start = Instant::now();
        let plugin = launcher().launch().await?;
        plugin.client::<KvClient>().put("key".to_owned(), Vec::new()).await?;
        starts.push(start.elapsed());
        plugin.shutdown().await?;
        tokio::time::sleep(REST).await;
    }
    load.shutdown().await;
    supervised.shutdown().await?;
    let (away, start) = (median(&mut away), median(&mut starts));
    let beyond = away.saturating_sub(start);
    println!(
        "{kills} kills under {CALLERS} callers, medians: back after {away:.1?}, its own start {start:.1?}, beyond that {beyond:.1?} (goal: 100 ms)"
    );
    Ok(())
}

/// From the kill of a generation to the first answer of the next.
async fn killed(supervised: &Supervised, client: &KvClient) -> Result<Duration> {
    let pid = supervised.plugin().ok_or("it is up")?.pid();
    let start = Instant::now();
    kill_process(Pid::from_raw(pid.cast_signed()).ok_or("it has a number")?, Signal::KILL)?;
    while supervised.plugin().is_none_or(|plugin| plugin.pid() == pid)
        || client.put("key".to_owned(), Vec::new()).await.is_err()
    {
        tokio::task::yield_now().await;
    }
    Ok(start.elapsed())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
