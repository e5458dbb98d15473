//! What a plugin may leave behind: processes, its socket, its directory.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::address::Address;
use crate::host::Plugin;

/// What must be gone when a plugin has ended.
#[derive(Debug)]
pub(super) struct Remains {
    pid: u32,
    /// The plugin's process group, unless it is this program's own.
    group: Option<u32>,
    paths: Vec<PathBuf>,
}

/// A process, as the system lists it.
struct Listed {
    pid: u32,
    name: String,
    state: String,
    parent: u32,
    group: u32,
}

impl Remains {
    /// Takes down what there is while the plugin runs.
    pub(super) fn expected(plugin: &Plugin) -> Self {
        let mine = listed(std::process::id()).map(|it| it.group);
        let group = listed(plugin.pid()).map(|it| it.group).filter(|group| Some(*group) != mine);
        let socket = match plugin.address() {
            Address::Unix(path) => Some(path.clone()),
            Address::Tcp { .. } => None,
        };
        let paths = socket.into_iter().chain([plugin.directory().to_owned()]).collect();
        Self { pid: plugin.pid(), group, paths }
    }

    /// Waits until all is gone, zombies of this process's too; the error lists what is left.
    pub(super) async fn gone(&self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = self.left(|it| it.state != "Z" || it.parent == std::process::id());
            if left.is_empty() || Instant::now() > deadline {
                return if left.is_empty() { Ok(()) } else { Err(left) };
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// The same, blocking, and but for zombies: the runtime comes to them later.
    pub(super) fn ended(&self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = self.left(|it| it.state != "Z");
            if left.is_empty() || Instant::now() > deadline {
                return if left.is_empty() { Ok(()) } else { Err(left) };
            }
            std::thread::sleep(GLANCE);
        }
    }

    fn left(&self, counts: impl Fn(&Listed) -> bool) -> String {
        let mut left = String::new();
        let is_its = |it: &Listed| it.pid == self.pid || Some(it.group) == self.group;
        for Listed { pid, name, state, .. } in all().filter(|it| is_its(it) && counts(it)) {
            _ = write!(left, "\n  process {pid} ({name}, state {state})");
        }
        for path in self.paths.iter().filter(|path| path.symlink_metadata().is_ok()) {
            _ = write!(left, "\n  {}", path.display());
        }
        left
    }
}

/// Every process that the system lists.
fn all() -> impl Iterator<Item = Listed> {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| listed(entry.file_name().to_str()?.parse().ok()?))
}

/// A process, if it is there: `7 (name) S 1 7 …`.
fn listed(pid: u32) -> Option<Listed> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (start, rest) = text.rsplit_once(')')?;
    let name = start.split_once('(')?.1.to_owned();
    let mut fields = rest.split_whitespace();
    let (state, parent, group) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Listed { pid, name, state: state.to_owned(), parent: parent.parse().ok()?, group: group.parse().ok()? })
}

/// How long the system may take to clear up.
const PATIENCE: Duration = Duration::from_secs(2);
const GLANCE: Duration = Duration::from_millis(2);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_read_whatever_its_name_is() {
        let me = listed(std::process::id()).unwrap();
        assert_eq!((me.pid, me.parent), (std::process::id(), std::os::unix::process::parent_id()));
        assert!(all().any(|it| it.pid == me.pid && it.group == me.group && it.name == me.name));
    }

    #[test]
    fn what_is_left_is_listed() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let remains = Remains { pid: child.id(), group: None, paths: vec!["/nowhere".into(), "/tmp".into()] };
        let left = remains.left(|_| true);
        assert!(left.contains(&format!("process {} (", child.id())) && left.contains("/tmp"), "{left}");
        assert!(!left.contains("/nowhere"), "{left}");
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(remains.left(|_| true), "\n  /tmp");
    }
}
