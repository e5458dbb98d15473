//! The workload, call for call that of `tests/go/bench.go`, whose head defines it.

use std::time::{Duration, Instant};

use pintle::Code;
use pintle_benches::{Result, microseconds};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::arguments::{Effort, Launch};
use crate::subject::{Caller, Subject};

/// Measures everything, in the order of the report.
pub(crate) async fn run<S: Subject>(launch: Launch, effort: Effort) -> Result<Value> {
    let mut first_replies = Vec::new();
    for _ in 0..effort.launches {
        first_replies.push(first_reply::<S>(&launch).await?);
    }
    let plugin = S::launch(&launch).await?;
    let mut caller = plugin.caller();
    for size in SIZES {
        caller.put(key(size), vec![b'a'; size]).await?;
    }
    let unary = times(&mut caller, SIZES[0], effort.warmup, effort.calls).await?;
    let after_warmup = resident_kib(plugin.pid())?;
    let per_second = concurrent(&plugin, effort.duration).await?;
    let mut payloads = Vec::new();
    for (size, calls) in SIZES.into_iter().zip(effort.payload_calls) {
        let times = times(&mut caller, size, calls / 10, calls).await?;
        payloads.push(json!({ "bytes": size, "calls": calls, "p50_us": percentile(&times, 50) }));
    }
    let after_load = resident_kib(plugin.pid())?;
    plugin.end().await?;
    Ok(json!({
        "first_reply_us": first_replies,
        "unary_us": { "calls": effort.calls, "p50": percentile(&unary, 50), "p99": percentile(&unary, 99) },
        "callers64_per_second": per_second,
        "payload": payloads,
        "plugin_rss_kib": { "after_warmup": after_warmup, "after_load": after_load },
        "host_rss_kib": resident_kib(std::process::id())?,
    }))
}

async fn first_reply<S: Subject>(launch: &Launch) -> Result<f64> {
    let begin = Instant::now();
    let plugin = S::launch(launch).await?;
    let reply = plugin.caller().get("first".to_owned()).await;
    let elapsed = begin.elapsed();
    plugin.end().await?;
    match reply {
        Err(status) if status.code() != Code::NotFound => Err(status.into()),
        _ => Ok(microseconds(elapsed)),
    }
}

/// How long single calls took, sorted.
async fn times(caller: &mut impl Caller, size: usize, warmup: usize, calls: usize) -> Result<Vec<f64>> {
    let mut samples = Vec::with_capacity(calls);
    for call in 0..warmup + calls {
        let begin = Instant::now();
        get(caller, size).await?;
        if call >= warmup {
            samples.push(microseconds(begin.elapsed()));
        }
    }
    samples.sort_by(f64::total_cmp);
    Ok(samples)
}

/// How many calls a second all callers finish together.
async fn concurrent(plugin: &impl Subject, duration: Duration) -> Result<f64> {
    const CALLERS: usize = 64;
    let begin = Instant::now();
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let mut caller = plugin.caller();
        callers.spawn(async move {
            let mut finished = 0;
            while begin.elapsed() < duration {
                get(&mut caller, SIZES[0]).await?;
                finished += 1;
            }
            Ok(finished)
        });
    }
    let finished: Result<Vec<i32>> = callers.join_all().await.into_iter().collect();
    Ok(finished?.into_iter().map(f64::from).sum::<f64>() / begin.elapsed().as_secs_f64())
}

/// Fetches the payload of this size.
async fn get(caller: &mut impl Caller, size: usize) -> Result<()> {
    let value = caller.get(key(size)).await?;
    match value.len() == size {
        true => Ok(()),
        false => Err(format!("{} bytes came back instead of {size}", value.len()).into()),
    }
}

fn key(size: usize) -> String {
    format!("payload-{size}")
}

/// The process's VmRSS.
fn resident_kib(pid: u32) -> Result<u32> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("the process has no VmRSS")?.parse()?)
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted.get(percent * sorted.len().saturating_sub(1) / 100).copied().unwrap_or_default()
}

const SIZES: [usize; 3] = [64, 64 << 10, 5 << 20];
