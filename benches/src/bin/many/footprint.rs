//! What processes take, as the kernel tells.

use std::fs;
use std::io;

use pintle_benches::Result;

/// What one process takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Footprint {
    /// What it has written to: pages of files, such as its own program, change hands as others map them.
    pub(crate) anonymous_kib: f64,
    pub(crate) descriptors: f64,
    pub(crate) threads: f64,
}

impl Footprint {
    pub(crate) fn of(pid: u32) -> Result<Self> {
        let count =
            |folder: &str| -> io::Result<f64> { Ok(fs::read_dir(format!("/proc/{pid}/{folder}"))?.count() as f64) };
        Ok(Self { anonymous_kib: kib(pid, "status", "RssAnon:")?, descriptors: count("fd")?, threads: count("task")? })
    }
}

/// A process's share of the pages that it maps, its own whole (proportional set size).
pub(crate) fn pss_kib(pid: u32) -> Result<f64> {
    kib(pid, "smaps_rollup", "Pss:")
}

fn kib(pid: u32, file: &str, name: &str) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/{file}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let value = line.ok_or_else(|| format!("the kernel tells no {name}"))?;
    Ok(value.trim().trim_end_matches(" kB").parse()?)
}

/// The processes that this one has started, and theirs.
pub(crate) fn descendants(ancestor: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // One that has ended meanwhile is nobody's.
        let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat")) else { continue };
        let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
        parents.extend(parent.map(|parent: u32| (pid, parent)));
    }
    let mut found = vec![ancestor];
    let mut next = 0;
    while next < found.len() {
        let of = found[next];
        found.extend(parents.iter().filter(|(_, parent)| *parent == of).map(|(pid, _)| *pid));
        next += 1;
    }
    Ok(found.split_off(1))
}
