//! Files: those that are none of ours stay, and what killed programs have left goes with the next launch.

use std::time::Duration;

use rustix::process::{Signal, getpgid, kill_process_group};

use crate::files::names;
use crate::harness::{PROBE, command, launcher};
use crate::process::{Holder, ends_within, pid, signal};
use crate::started::Started;

#[tokio::test]
async fn files_beside_the_socket_stay() {
    let directory = tempfile::tempdir().unwrap();
    let own = ["plugin", "plugin0000000000", "mine.sock"];
    own.iter().for_each(|name| std::fs::write(directory.path().join(name), name).unwrap());
    let path = directory.path().to_str().unwrap();
    let mut plugin = Started::probe(&[("PLUGIN_UNIX_SOCKET_DIR", path)]).await.unwrap();
    assert_eq!(names(directory.path()).len(), own.len() + 1);
    assert_eq!(plugin.terminate().await.code(), Some(0));
    drop(launcher(command(PROBE)).0.socket_directory(path).launch().await.unwrap());
    let gone = tokio::time::timeout(Duration::from_secs(10), async {
        while names(directory.path()).len() > own.len() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    gone.await.unwrap();
    for name in own {
        assert_eq!(std::fs::read_to_string(directory.path().join(name)).unwrap(), name);
    }
}

#[tokio::test]
async fn what_killed_programs_have_left_goes_with_the_next_launch_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().to_str().unwrap();
    let variables = [("TMPDIR", path), ("XDG_RUNTIME_DIR", path)];
    let mut dead = Holder::of_probe(&variables).await;
    // Everybody who could tidy up: the host does not see how the plugin and its guard end.
    signal(dead.pid(), Signal::STOP);
    kill_process_group(getpgid(Some(pid(dead.plugin))).unwrap(), Signal::KILL).unwrap();
    signal(dead.pid(), Signal::KILL);
    dead.ended().await;
    assert!(ends_within(dead.plugin, Duration::from_secs(10)).await);
    assert!(dead.directory().exists(), "there is something to tidy up");

    let living = Holder::of_probe(&variables).await;
    assert!(!dead.directory().exists());
    let next = Holder::of_probe(&variables).await;
    assert!(living.directory().exists() && next.directory().exists());
    assert_eq!(names(home.path()).len(), 2);
}
