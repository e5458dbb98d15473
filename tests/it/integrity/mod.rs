//! Programs that are checked before they run: what was found good is what runs, whatever becomes of the file (wire.md §1.18).

mod command;
mod swapped;

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use kv::{Kv as _, KvClient};
use pintle::{Checksum, Error, Launcher, Plugin, SecurityError};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;

use crate::go::Go;
use crate::harness::{PROBE, command, launcher};

/// A folder with a copy of [`PROBE`] that tests may do anything to.
struct Installed {
    folder: TempDir,
}

impl Installed {
    fn probe() -> Self {
        let installed = Self { folder: tempfile::tempdir().unwrap() };
        fs::copy(PROBE, installed.path("plugin")).unwrap();
        installed
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn launcher(&self) -> Launcher {
        launcher(command(self.path("plugin"))).0
    }

    /// A script in the plugin's place.
    fn script(text: &str) -> Self {
        let installed = Self { folder: tempfile::tempdir().unwrap() };
        let plugin = installed.path("plugin");
        fs::write(&plugin, text).unwrap();
        fs::set_permissions(plugin, Permissions::from_mode(0o755)).unwrap();
        installed
    }
}

/// The checksum of a file, as the system's own program prints it.
fn sum(algorithm: &str, path: impl AsRef<Path>) -> Checksum {
    let output = Command::new(format!("{algorithm}sum")).arg(path.as_ref()).output().unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    format!("{algorithm}:{}", line.split(' ').next().unwrap()).parse().unwrap()
}

fn sha256(path: impl AsRef<Path>) -> Checksum {
    sum("sha256", path)
}

/// Whether it is the probe that runs.
async fn answers(plugin: &Plugin) -> bool {
    plugin.client::<KvClient>().get("version".into()).await.is_ok_and(|version| version == b"1")
}

fn security(launched: Result<Plugin, Error>) -> SecurityError {
    match launched.unwrap_err() {
        Error::Security(error) => error,
        other => panic!("{other}"),
    }
}

// H1.
#[tokio::test]
async fn the_right_checksum_of_any_algorithm_is_found_right() {
    let installed = Installed::probe();
    for algorithm in ["sha256", "sha384", "sha512"] {
        let checksum = sum(algorithm, installed.path("plugin"));
        let plugin = installed.launcher().checksum(checksum).launch().await.unwrap();
        assert!(answers(&plugin).await);
        assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
    }
}

#[tokio::test]
async fn a_wrong_checksum_is_told_and_nothing_runs() {
    let installed = Installed::script("#!/bin/sh\ntouch \"$RAN\"\n");
    let ran = installed.path("ran");
    let mut command = command(installed.path("plugin"));
    command.env("RAN", &ran);
    let wrong = Checksum::sha256([7; 32]);
    let error = launcher(command).0.checksum(wrong).launch().await.unwrap_err();
    assert!(error.to_string().contains(installed.path("plugin").to_str().unwrap()), "{error}");
    let Error::Security(SecurityError::ChecksumMismatch { program, algorithm, expected, seen }) = error else {
        panic!("{error}")
    };
    assert_eq!((program, algorithm), (installed.path("plugin"), "sha256"));
    assert_eq!(format!("sha256:{expected}"), wrong.to_string());
    assert_eq!(format!("sha256:{seen}"), sha256(installed.path("plugin")).to_string());
    assert!(!ran.exists());
}

#[tokio::test]
async fn a_hook_refuses_with_its_own_reason_or_by_a_panic() {
    let installed = Installed::probe();
    let launched = installed.launcher().verify(|_, _| Err("no signature")).launch().await;
    let SecurityError::Refused { program, source } = security(launched) else { panic!() };
    assert_eq!((program, source.to_string().as_str()), (installed.path("plugin"), "no signature"));
    let launched = installed.launcher().verify(|_, _| -> Result<(), String> { panic!("a defect") }).launch().await;
    assert!(matches!(security(launched), SecurityError::Refused { .. }));
}

#[tokio::test]
async fn a_hook_is_not_asked_where_the_checksum_is_wrong_and_does_not_outlast_the_launch() {
    let installed = Installed::probe();
    let hook = |_: &Path, _: &[u8]| -> Result<(), String> { panic!("it was asked") };
    let launched = installed.launcher().checksum(Checksum::sha512([0; 64])).verify(hook).launch().await;
    assert!(matches!(security(launched), SecurityError::ChecksumMismatch { .. }));

    let (release, held) = std::sync::mpsc::channel::<()>();
    let held = std::sync::Mutex::new(held);
    let slow = installed.launcher().start_timeout(Duration::from_millis(200)).verify(move |_, _| {
        let _ = held.lock().unwrap().recv(); // Until the test ends.
        Ok::<_, String>(())
    });
    let SecurityError::Unreadable { source, .. } = security(slow.launch().await) else { panic!() };
    assert_eq!(source.kind(), std::io::ErrorKind::TimedOut);
    drop(release);
}

#[tokio::test]
async fn what_is_no_ordinary_file_is_told_at_once() {
    let installed = Installed::probe();
    mknodat(CWD, installed.path("fifo"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    fs::create_dir(installed.path("folder")).unwrap();
    let huge = fs::File::create(installed.path("huge")).unwrap();
    huge.set_len(1 << 40).unwrap();
    huge.set_permissions(Permissions::from_mode(0o755)).unwrap();
    for name in ["fifo", "folder", "huge"] {
        let path = installed.path(name);
        let launched = launcher(command(&path)).0.checksum(Checksum::sha256([0; 32])).launch().await;
        let SecurityError::Unreadable { program, .. } = security(launched) else { panic!("{name}") };
        assert_eq!(program, path);
    }
}

#[tokio::test]
async fn a_go_plugin_is_checked_too() {
    let Some(go) = Go::find() else { return };
    let driver = go.driver();
    let mut plugin = command(&driver);
    plugin.arg("plugin");
    let checked = launcher(plugin).0.checksum(sha256(&driver));
    let plugin = checked.launch().await.unwrap();
    assert!(answers(&plugin).await);
    assert_eq!(plugin.shutdown().await.unwrap().code(), Some(0));
}
