//! What this process holds, to see that nothing is left.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};

/// What is held: descriptors, children, tasks, and entries of the folder for sockets.
#[derive(PartialEq, Eq)]
pub(crate) struct Holdings {
    descriptors: usize,
    children: usize,
    tasks: usize,
    sockets: usize,
}

impl Holdings {
    /// What is held once it is as expected, or once it does not change any more.
    pub(crate) async fn settled(sockets: &Path, expected: Option<&Self>) -> Self {
        let (mut held, mut before) = (Self::now(sockets), None);
        let still = async {
            while expected.map_or(before.as_ref() != Some(&held), |expected| held != *expected) {
                sleep(Duration::from_millis(100)).await;
                before = Some(std::mem::replace(&mut held, Self::now(sockets)));
            }
        };
        let _ = timeout(Duration::from_secs(15), still).await;
        held
    }

    fn now(sockets: &Path) -> Self {
        let count = |folder: &Path| std::fs::read_dir(folder).map_or(0, Iterator::count);
        let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
        let children = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
        Self {
            descriptors: count(Path::new("/proc/self/fd")),
            children: children.map(|children| children.split_whitespace().count()).sum(),
            tasks: Handle::current().metrics().num_alive_tasks(),
            sockets: count(sockets),
        }
    }
}

impl fmt::Display for Holdings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { descriptors, children, tasks, sockets } = self;
        write!(f, "{descriptors} descriptors, {children} children, {tasks} tasks, {sockets} in the folder for sockets")
    }
}
