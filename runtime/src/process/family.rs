//! What a child's signals go to: the child alone, or whatever it has started too.

use std::io;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::Group;

/// The processes that a child belongs to.
#[derive(Debug)]
pub(crate) enum Family {
    /// A group with a guard, which ends with this program.
    Guarded(Group),
    /// A group of its own, on a system that has no shell to guard it.
    Unguarded,
    /// A group of its own, which outlives this program.
    Daemon,
    /// This program's group, which no signal of ours may go to.
    Shared,
}

impl Family {
    /// Signals the child and those that belong to it. `child` has not been waited for, so its number is its own.
    pub(super) fn signal(&self, child: Pid, signal: Signal) -> io::Result<()> {
        match self {
            Self::Guarded(group) => group.signal(signal),
            Self::Unguarded | Self::Daemon => Ok(kill_process_group(child, signal)?),
            Self::Shared => Ok(kill_process(child, signal)?),
        }
    }

    /// Whether the child is to live on without us.
    pub(super) fn is_daemon(&self) -> bool {
        matches!(self, Self::Daemon)
    }

    /// The child has been waited for: ends those that it has left behind, where their group is surely still theirs.
    pub(super) fn survived(&self) {
        if let Self::Guarded(group) = self {
            group.end();
        }
    }
}
