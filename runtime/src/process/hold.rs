//! A plugin's process, whoever has launched it.

use std::io;

use rustix::process::Signal;

use super::{Attached, Fate, Process, started};
use crate::handshake::StartTime;

/// The process of a plugin.
#[derive(Debug)]
pub(crate) enum Hold {
    /// Ours: it ends when this is dropped.
    Child(Process),
    /// Somebody else's: it lives on.
    Attached(Attached),
}

impl Hold {
    pub(crate) fn pid(&self) -> u32 {
        match self {
            Self::Child(child) => child.pid(),
            Self::Attached(attached) => attached.pid(),
        }
    }

    pub(crate) fn fate(&self) -> &Fate {
        match self {
            Self::Child(child) => child.fate(),
            Self::Attached(attached) => attached.fate(),
        }
    }

    /// When it started, where that is known for certain.
    pub(crate) fn started(&self) -> Option<StartTime> {
        match self {
            Self::Child(child) => started::in_this_run(child.started()?),
            Self::Attached(attached) => attached.started().cloned(),
        }
    }

    /// Whether it may be signalled.
    pub(crate) fn is_proven(&self) -> bool {
        match self {
            Self::Child(_) => true,
            Self::Attached(attached) => attached.is_proven(),
        }
    }

    /// Asks the process to end (SIGTERM).
    pub(crate) fn terminate(&self) -> io::Result<()> {
        match self {
            Self::Child(child) => child.terminate(),
            Self::Attached(attached) => attached.signal(Signal::TERM),
        }
    }

    /// Ends the process (SIGKILL).
    pub(crate) fn kill(&self) -> io::Result<()> {
        match self {
            Self::Child(child) => {
                child.kill();
                Ok(())
            }
            Self::Attached(attached) => attached.signal(Signal::KILL),
        }
    }
}

impl From<Process> for Hold {
    fn from(child: Process) -> Self {
        Self::Child(child)
    }
}

impl From<Attached> for Hold {
    fn from(attached: Attached) -> Self {
        Self::Attached(attached)
    }
}
