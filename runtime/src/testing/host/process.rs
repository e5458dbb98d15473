//! What can be known of processes by their numbers.

use std::fs;
use std::io;

use rustix::process::{Pid, kill_process, test_kill_process};

/// A signal that a host, a person or a system sends to a plugin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Signal {
    /// SIGINT: Ctrl-C.
    Interrupt,
    /// SIGTERM: please end.
    Terminate,
    /// SIGKILL: ends at once.
    Kill,
    /// SIGSTOP: freezes.
    Stop,
    /// SIGCONT: goes on.
    Continue,
}

/// Sends a signal to one process.
pub(super) fn send(pid: u32, signal: Signal) -> io::Result<()> {
    use rustix::process::Signal as S;
    let signal = match signal {
        Signal::Interrupt => S::INT,
        Signal::Terminate => S::TERM,
        Signal::Kill => S::KILL,
        Signal::Stop => S::STOP,
        Signal::Continue => S::CONT,
    };
    Ok(kill_process(number(pid)?, signal)?)
}

/// Whether the process is there and has not ended; one that nobody has waited for yet has ended.
pub(in crate::testing) fn runs(pid: u32) -> bool {
    number(pid).is_ok_and(|pid| test_kill_process(pid).is_ok()) && stat(pid).is_none_or(|(state, _)| state != 'Z')
}

/// The processes that are in a group and run, but for its leader; none where there is no `/proc`.
pub(super) fn members(group: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter(|pid| *pid != group && stat(*pid).is_some_and(|(state, of)| of == group && state != 'Z')).collect()
}

/// State and process group, as `/proc` has them.
fn stat(pid: u32) -> Option<(char, u32)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name before it may hold anything, even brackets.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.nth(1)?.parse().ok()?))
}

fn number(pid: u32) -> io::Result<Pid> {
    let missing = || io::Error::from(rustix::io::Errno::SRCH);
    i32::try_from(pid).ok().and_then(Pid::from_raw).ok_or_else(missing)
}
