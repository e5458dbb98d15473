//! A process group for one plugin and whatever it starts, which ends with this program.
//!
//! Nothing in a program that was killed (SIGKILL) can end its children, and not every plugin notices that its host is gone
//! (wire.md D8). So the group is led by a guard: a shell that reads from a pipe whose other end only this program has. The
//! pipe ends when this program does, however that comes; the guard then ends its own group, and removes the socket
//! directory. While the guard is there the group's number can belong to nobody else, so a signal to it never goes astray.
//!
//! Linux' parent-death signal would not do: it means the *thread* that spawned, and a runtime ends threads as it likes.

use std::io;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::process::{Pid, Signal, kill_process_group};

/// A process group, and the guard that leads it. Dropping it kills all that is in it.
#[derive(Debug)]
pub(crate) struct Group {
    id: Pid,
    /// None once it has been waited for, and the number may belong to others.
    guard: Mutex<Option<Child>>,
}

impl Group {
    /// A group with nothing but its guard in it. `directory` is removed with the group if this program does not come to it.
    pub(crate) fn new(directory: &Path) -> io::Result<Self> {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(GUARD).arg("pintle-guard").arg(directory);
        command.env_clear().env("PATH", "/usr/bin:/bin").current_dir("/").process_group(0);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let guard = command.spawn()?;
        let id = i32::try_from(guard.id()).ok().and_then(Pid::from_raw);
        let id = id.ok_or_else(|| io::Error::other("the guard has no process number"))?;
        Ok(Self { id, guard: Mutex::new(Some(guard)) })
    }

    /// The number that members are started with.
    pub(super) fn id(&self) -> i32 {
        self.id.as_raw_nonzero().get()
    }

    /// Signals all that is in it; the guard heeds SIGKILL alone.
    pub(super) fn signal(&self, signal: Signal) -> io::Result<()> {
        let guard = self.guard();
        if guard.is_some() { Ok(kill_process_group(self.id, signal)?) } else { Ok(()) }
    }

    /// Kills all that is in it.
    pub(super) fn end(&self) {
        if let Some(mut guard) = self.guard().take() {
            let _ = kill_process_group(self.id, Signal::KILL); // An error means that all are gone.
            let _ = guard.wait(); // After SIGKILL that is a moment.
        }
    }

    fn guard(&self) -> MutexGuard<'_, Option<Child>> {
        self.guard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}

/// SIGTERM first: a plugin may have something to put in order. One second later nobody is asked any more.
const GUARD: &str = r#"trap "" HUP INT QUIT TERM; read -r _; kill -TERM 0; sleep 1; rm -rf -- "$1"; kill -KILL 0"#;
