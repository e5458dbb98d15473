//! What else hosts say, rightly and wrongly.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::PathBuf;

use tempfile::TempDir;

use crate::address::Address;
use crate::testing::conformance::calls::PATIENCE;
use crate::testing::conformance::check::{Check, Level, Seen, Unmet, Way, verdict};
use crate::testing::conformance::trial::Trial;
use crate::testing::host::{Host, NoLine, Started};

/// The checks of this group, in the order of reports.
pub(in crate::testing::conformance) const CHECKS: &[Check] = &[
    Check {
        id: "environment-directory",
        title: "its socket is where the host says",
        level: Level::Expected,
        facts: &["E8"],
        expected: "a socket in PLUGIN_UNIX_SOCKET_DIR",
        needs: &[],
        way: Way::Try(|trial| Box::pin(directory(trial))),
    },
    Check {
        id: "environment-group",
        title: "its socket belongs to the group the host says",
        level: Level::Expected,
        facts: &["E7", "S2"],
        expected: "mode 0660 and that group, with PLUGIN_UNIX_SOCKET_GROUP",
        needs: &["environment-directory"],
        way: Way::Try(|trial| Box::pin(group(trial))),
    },
    Check {
        id: "environment-directory-missing",
        title: "a directory that is not there is a failure",
        level: Level::Extra,
        facts: &["E8", "C4"],
        expected: "no line, and an exit code that is not 0",
        needs: &["environment-directory"],
        way: Way::Try(|trial| Box::pin(directory_missing(trial))),
    },
    Check {
        id: "environment-ports",
        title: "ports do not matter to a Unix socket",
        level: Level::Expected,
        facts: &["E3", "S5"],
        expected: "a line, though PLUGIN_MIN_PORT is no number",
        needs: &[],
        way: Way::Try(|trial| Box::pin(ports(trial))),
    },
];

async fn directory(trial: &Trial) -> Seen {
    let folder = folder()?;
    let (_started, path) = on_unix(trial, trial.host().directory(folder.path())).await?;
    let there = path.parent().is_some_and(|parent| parent == folder.path()) && path.exists();
    verdict(there, if there { "a socket in it" } else { "a socket elsewhere" })
}

async fn group(trial: &Trial) -> Seen {
    let folder = folder()?;
    let gid = rustix::process::getgid().as_raw();
    let host = trial.host().directory(folder.path()).variable("PLUGIN_UNIX_SOCKET_GROUP", gid.to_string());
    let (_started, path) = on_unix(trial, host).await?;
    let socket = path.metadata().map_err(Unmet::failed)?;
    let mode = socket.permissions().mode() & 0o777;
    verdict(mode == 0o660 && socket.gid() == gid, format!("mode {mode:04o}"))
}

async fn directory_missing(trial: &Trial) -> Seen {
    let folder = folder()?;
    let host = trial.host().directory(folder.path().join("not/there"));
    let mut started = host.start().map_err(Unmet::failed)?;
    match started.line(trial.patience).await {
        Ok(_) => Err(Unmet::failed("a handshake line")),
        Err(silent @ NoLine::Silent { .. }) => Err(Unmet::failed(silent)),
        Err(_) => {
            let status = started.ended(PATIENCE).await.ok_or_else(|| Unmet::failed("it lives on"))?;
            verdict(!status.success(), status)
        }
    }
}

async fn ports(trial: &Trial) -> Seen {
    let host = trial.host().variable("PLUGIN_MIN_PORT", "banana").variable("PLUGIN_MAX_PORT", "-1");
    on_unix(trial, host).await?;
    Ok("a line".to_owned())
}

/// The plugin and its socket, if it has one.
async fn on_unix(trial: &Trial, host: Host) -> Result<(Started, PathBuf), Unmet> {
    let (plain, line) = trial.start(trial.host()).await?;
    if !matches!(line.address, Address::Unix(_)) {
        return Err(Unmet::skipped("it listens on TCP"));
    }
    drop(plain);
    let (started, line) = trial.start(host).await?;
    match line.address {
        Address::Unix(path) => Ok((started, path)),
        Address::Tcp { .. } => Err(Unmet::failed("a TCP port")),
    }
}

fn folder() -> Result<TempDir, Unmet> {
    tempfile::Builder::new().prefix("pintle-").tempdir().map_err(Unmet::failed)
}
