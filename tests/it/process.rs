//! Processes, as the tests look at them from outside.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout};

use crate::harness::{PROBE, command};

pub const HOLDER: &str = env!("CARGO_BIN_EXE_holder");

pub fn pid(pid: u32) -> Pid {
    Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
}

pub fn signal(to: u32, signal: Signal) {
    kill_process(pid(to), signal).unwrap();
}

/// Whether the process ends within `patience`; one that has ended already has.
pub async fn ends_within(process: u32, patience: Duration) -> bool {
    let wait = move || match pidfd_open(pid(process), PidfdFlags::empty()) {
        Ok(handle) => {
            let patience = Timespec::try_from(patience).unwrap();
            poll(&mut [PollFd::new(&handle, PollFlags::IN)], Some(&patience)).unwrap() > 0
        }
        Err(_) => true,
    };
    tokio::task::spawn_blocking(wait).await.unwrap()
}

/// Whether `path` is gone within `patience`. There is no event for it that is worth its code.
pub async fn vanishes_within(path: &Path, patience: Duration) -> bool {
    let look = async {
        while path.exists() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(patience, look).await.is_ok()
}

/// A host in a process of its own, with a plugin.
pub struct Holder {
    child: Child,
    _stdin: ChildStdin,
    pub plugin: u32,
    pub address: String,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Holder {
    /// Launches a holder of `probe`, in a process group of its own, as a shell does.
    pub async fn of_probe(variables: &[(&str, &str)]) -> Self {
        Self::of(&[PROBE], variables).await
    }

    /// Launches a holder of any command.
    pub async fn of(arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut holder = tokio::process::Command::from(command(HOLDER));
        holder.args(arguments).envs(variables.iter().copied()).process_group(0).kill_on_drop(true);
        holder.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = holder.spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.next_line().await.unwrap().expect("the holder says whether it is ready");
        let [_, plugin, address] = ready.split(' ').collect::<Vec<_>>()[..] else { panic!("{ready}") };
        let (plugin, address) = (plugin.parse().unwrap(), address.to_owned());
        Self { child, _stdin: stdin, plugin, address, lines }
    }

    pub fn pid(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// Waits for its end.
    pub async fn ended(&mut self) -> ExitStatus {
        let ended = tokio::time::timeout(Duration::from_secs(20), self.child.wait()).await;
        ended.expect("it ends in time").unwrap()
    }

    /// The next line that it says.
    pub async fn line(&mut self) -> String {
        let line = tokio::time::timeout(Duration::from_secs(20), self.lines.next_line()).await;
        line.expect("it says something in time").unwrap().unwrap_or_default()
    }

    /// The directory around the plugin's socket.
    pub fn directory(&self) -> &Path {
        Path::new(&self.address).parent().unwrap()
    }
}
