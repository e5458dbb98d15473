//! A host that is told what to do next, and looked at in between.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};

use pintle_benches::{Result, median};
use serde_json::Value;

use crate::footprint::{Footprint, descendants, pss_kib};

/// Who makes host and plugin.
#[derive(Debug)]
pub(crate) struct Maker {
    pub(crate) name: &'static str,
    /// A program and its arguments.
    pub(crate) host: Vec<String>,
    pub(crate) plugin: Vec<String>,
}

/// What so many plugins took in one host, each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    /// From the first launch to the last reply, by the number of plugins.
    pub(crate) start_ms: f64,
    /// One launch by itself, others beside it: the median.
    pub(crate) launch_ms: f64,
    pub(crate) end_ms: f64,
    pub(crate) host_kib: f64,
    pub(crate) descriptors: f64,
    /// Of the host, all in all.
    pub(crate) threads: f64,
    /// Of the plugin, and of whatever else was started for it.
    pub(crate) plugin_kib: f64,
    pub(crate) processes: f64,
}

impl Maker {
    /// Runs a host with so many plugins, and looks at it.
    pub(crate) fn measure(&self, count: usize, together: usize) -> Result<Seen> {
        let mut host = Host::start(self, count, together)?;
        host.said()?;
        let before = Footprint::of(host.pid())?;
        let launched = host.go_on()?;
        let after = Footprint::of(host.pid())?;
        let processes = descendants(host.pid())?;
        if processes.len() < count {
            return Err(format!("{} has {} processes for {count} plugins", self.name, processes.len()).into());
        }
        let plugins_kib = processes.iter().map(|pid| pss_kib(*pid)).sum::<Result<f64>>()?;
        let ended = host.go_on()?;
        host.finish()?;
        let each = |value: f64| value / count as f64;
        let launches: Option<Vec<f64>> =
            launched["start_ms"].as_array().map(|times| times.iter().flat_map(Value::as_f64).collect());
        Ok(Seen {
            start_ms: each(number(&launched, "start_all_ms")?),
            launch_ms: launches.and_then(median).ok_or("no launch was timed")?,
            end_ms: each(number(&ended, "end_all_ms")?),
            host_kib: each(after.anonymous_kib - before.anonymous_kib),
            descriptors: each(after.descriptors - before.descriptors),
            threads: after.threads,
            plugin_kib: each(plugins_kib),
            processes: each(processes.len() as f64),
        })
    }
}

struct Host {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Host {
    fn start(maker: &Maker, count: usize, together: usize) -> Result<Self> {
        let mut command = Command::new(&maker.host[0]);
        command
            .args(&maker.host[1..])
            .args([count.to_string(), together.to_string(), "--".to_owned()])
            .args(&maker.plugin);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let stdout = child.stdout.take().ok_or("stdout was asked for")?;
        Ok(Self { child, lines: BufReader::new(stdout).lines() })
    }

    fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Has it go on, and waits for what it says then.
    fn go_on(&mut self) -> Result<Value> {
        self.child.stdin.as_mut().ok_or("stdin was asked for")?.write_all(b"\n")?;
        self.said()
    }

    fn said(&mut self) -> Result<Value> {
        let line = self.lines.next().ok_or("the host has ended")??;
        let said: Value = serde_json::from_str(&line)?;
        match said["error"].as_str() {
            Some(error) => Err(error.into()),
            None => Ok(said),
        }
    }

    fn finish(mut self) -> Result<()> {
        match self.child.wait()? {
            status if status.success() => Ok(()),
            status => Err(format!("the host: {status}").into()),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // One that has ended already does not mind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn number(report: &Value, key: &str) -> Result<f64> {
    report[key].as_f64().ok_or_else(|| format!("no {key} was reported").into())
}
