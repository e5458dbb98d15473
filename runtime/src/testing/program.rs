//! A plugin in a process of its own, for a test: it must leave nothing behind.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::remains::Remains;
use crate::error::{Error, TransportError};
use crate::handshake::Handshake;
use crate::host::{Exit, Launcher, Plugin};

/// Launches a program of this package as a plugin: `testing::program(kv::HANDSHAKE, env!("CARGO_BIN_EXE_kv-plugin"))`.
///
/// It has 10 s to start. [`launched`] takes a launcher with settings of one's own, [`cargo_bin`] finds programs of other
/// packages.
///
/// # Errors
///
/// As for [`Launcher::launch`]; the message has the last lines that the plugin wrote.
pub async fn program(handshake: Handshake, program: impl AsRef<Path>) -> Result<Launched, Error> {
    let mut command = Command::new(program.as_ref());
    command.stdin(Stdio::null());
    launched(Launcher::new(handshake, command).start_timeout(START)).await
}

/// Launches a plugin as the launcher says.
///
/// # Errors
///
/// As for [`Launcher::launch`].
pub async fn launched(launcher: Launcher) -> Result<Launched, Error> {
    let plugin = launcher.launch().await?;
    let remains = Remains::expected(&plugin);
    Ok(Launched { plugin, remains, is_shut_down: AtomicBool::new(false) })
}

/// A plugin's process that a test has launched: a [`Plugin`] that watches over what it leaves behind.
///
/// [`shutdown`](Self::shutdown) ends it gently. Dropped without that it is killed at once, whoever still has a client of it;
/// and if the test is failing, the last lines that it wrote are shown with the failure.
///
/// # Panics
///
/// Where anything is left behind after [`shutdown`](Self::shutdown), or when this is dropped: a process of its group that
/// still runs, its socket, or its private directory. After a shutdown a zombie counts too.
pub struct Launched {
    plugin: Plugin,
    remains: Remains,
    is_shut_down: AtomicBool,
}

impl Launched {
    /// Ends the plugin as [`Plugin::shutdown`] does, and checks that nothing of it is left.
    ///
    /// # Errors
    ///
    /// As for [`Plugin::shutdown`].
    ///
    /// # Panics
    ///
    /// Where something is left.
    pub async fn shutdown(&self) -> Result<Exit, Error> {
        let exit = self.plugin.shutdown().await?;
        self.is_shut_down.store(true, Ordering::Relaxed);
        if let Err(left) = self.remains.gone().await {
            panic!("{}", self.complaint(&left));
        }
        Ok(exit)
    }

    fn complaint(&self, left: &str) -> String {
        format!("the plugin left something behind:{left}{}", self.said())
    }

    /// The last lines that it wrote.
    fn said(&self) -> String {
        self.plugin.said().iter().map(|line| format!("\n  stderr: {line}")).collect()
    }
}

impl Deref for Launched {
    type Target = Plugin;

    fn deref(&self) -> &Plugin {
        &self.plugin
    }
}

impl Drop for Launched {
    #[expect(clippy::print_stderr, reason = "the harness shows it with the test that failed")]
    fn drop(&mut self) {
        let said = self.said();
        let is_failing = std::thread::panicking();
        if is_failing && !said.is_empty() {
            eprintln!("what the {} wrote last:{said}", self.plugin);
        }
        if self.is_shut_down.load(Ordering::Relaxed) || self.plugin.is_over() {
            return;
        }
        self.plugin.end_at_once();
        if let Err(left) = self.remains.ended()
            && !is_failing
        {
            panic!("{}", self.complaint(&left));
        }
    }
}

impl fmt::Debug for Launched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Launched").field("plugin", &self.plugin).finish_non_exhaustive()
    }
}

/// Has cargo build a program of any package of the workspace, and says where it is: for tests of other packages, whose
/// programs no `CARGO_BIN_EXE_…` names. It is built as the test is, with optimizations or without.
///
/// # Errors
///
/// [`TransportError::NotBuilt`], with what cargo said.
pub async fn cargo_bin(package: &str, name: &str) -> Result<PathBuf, Error> {
    let failed = |reason: String| TransportError::NotBuilt { program: format!("{package}'s `{name}`"), reason };
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = tokio::process::Command::new(cargo);
    command.args([
        "build",
        "--quiet",
        "--message-format",
        "json-render-diagnostics",
        "--package",
        package,
        "--bin",
        name,
    ]);
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    let output = command.stdin(Stdio::null()).kill_on_drop(true).output().await;
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()).into());
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let executable = told.lines().filter_map(|line| executable(line, name)).next_back();
    Ok(executable.ok_or_else(|| failed("it named no executable".to_owned()))?)
}

/// The program in one of cargo's messages, if that is about it.
fn executable(message: &str, name: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let is_it = message["target"]["name"] == name && message["target"]["kind"][0] == "bin";
    message["executable"].as_str().filter(|_| is_it).map(PathBuf::from)
}

/// A debug build on a busy machine needs some of it.
const START: Duration = Duration::from_secs(10);
