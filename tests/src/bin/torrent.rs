//! A host that lets a lot of bytes through one stream, in each direction, and tells how much memory that took at either
//! end. Its arguments: the plugin, and how many bytes.

#![expect(clippy::print_stdout, reason = "it tells")]

use std::error::Error;
use std::process::Command;
use std::{env, fs};

use pintle::{Launcher, Streaming};
use pintle_tests::flow::{Flow as _, FlowClient, flow};

const CHUNK: u32 = 64 * 1024;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let [plugin, bytes] = env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "PLUGIN BYTES")?;
    let chunks = bytes.parse::<u64>()? / u64::from(CHUNK);
    let plugin = Launcher::new(flow::HANDSHAKE, Command::new(plugin)).launch().await?;
    let client: FlowClient = plugin.client();
    // What both ends need at all, they have after a while.
    read(&client, 1000).await?;
    write(&client, 1000).await?;
    let ends = [Memory::new(std::process::id())?, Memory::new(plugin.pid())?];
    read(&client, chunks).await?;
    write(&client, chunks).await?;
    for (name, memory) in ["host", "plugin"].iter().zip(&ends) {
        println!("{name} {}", memory.grown()?);
    }
    plugin.shutdown().await?;
    Ok(())
}

async fn read(client: &FlowClient, chunks: u64) -> Result<(), Box<dyn Error>> {
    let mut flood = client.flood(CHUNK).await?;
    for _ in 0..chunks {
        flood.try_next().await?.ok_or("the flood has no end")?;
    }
    Ok(())
}

async fn write(client: &FlowClient, chunks: u64) -> Result<(), Box<dyn Error>> {
    let chunk = |_| vec![7; CHUNK as usize];
    let drained = client.drain(0, Streaming::iter((0..chunks).map(chunk))).await?;
    assert_eq!(drained, chunks * u64::from(CHUNK));
    Ok(())
}

/// The memory of a process, from now on.
struct Memory {
    pid: u32,
    /// In KiB.
    before: u64,
}

impl Memory {
    /// Forgets what the process needed so far.
    fn new(pid: u32) -> Result<Self, Box<dyn Error>> {
        fs::write(format!("/proc/{pid}/clear_refs"), "5")?;
        Ok(Self { pid, before: peak(pid)? })
    }

    /// By how many bytes its peak is above what it was.
    fn grown(&self) -> Result<u64, Box<dyn Error>> {
        Ok(peak(self.pid)?.saturating_sub(self.before) * 1024)
    }
}

/// The most memory that the process has had at once, in KiB.
fn peak(pid: u32) -> Result<u64, Box<dyn Error>> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("there is no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
