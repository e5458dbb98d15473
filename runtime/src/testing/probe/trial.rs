//! One run of the host, with a plugin in its place.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::Child;

use crate::serve::Server;
use crate::testing::conformance::Unmet;
use crate::testing::host::twin;
use crate::testing::misbehaving::{FakePlugin, Launched, Misbehaving, Seen};

/// The host, and what it needs of its plugins.
pub(in crate::testing) struct Trial {
    /// With [`PLUGIN`] where the plugin's path belongs.
    pub(super) command: Command,
    pub(super) server: Arc<dyn Fn() -> Server + Send + Sync>,
    pub(super) cookie: (String, String),
    pub(super) version: u32,
    /// How long a run may take.
    pub(super) patience: Duration,
}

/// What a run has shown.
#[derive(Debug)]
pub(in crate::testing) struct Ran {
    /// In the order of their starts.
    pub(super) launches: Vec<Launched>,
    /// How the host ended; not at all, where it had to be killed.
    pub(super) status: Option<ExitStatus>,
    /// What it has printed, on both streams.
    pub(super) output: String,
    pub(super) took: Duration,
    /// The plugins that still ran a moment after it had ended.
    pub(super) left: usize,
}

impl Trial {
    /// A plugin with nothing wrong.
    pub(super) fn plugin(&self) -> Misbehaving {
        let server = Arc::clone(&self.server);
        Misbehaving::new(move || server())
    }

    /// The same, with more time or less.
    pub(super) fn with_patience(&self, patience: Duration) -> Self {
        let Self { command, server, cookie, version, .. } = self;
        Self { command: twin(command), server: Arc::clone(server), cookie: cookie.clone(), version: *version, patience }
    }

    /// Runs the host with this plugin until it ends, or has no more time.
    pub(super) async fn run(&self, plugin: Misbehaving) -> Result<Ran, Unmet> {
        self.run_with(plugin, &[]).await
    }

    /// The same, with more variables around the host.
    pub(super) async fn run_with(&self, plugin: Misbehaving, around: &[(&str, &str)]) -> Result<Ran, Unmet> {
        let broken = |error: std::io::Error| Unmet::skipped(format!("the host could not be run: {error}"));
        let plugin = plugin.start().map_err(broken)?;
        let mut command = self.command(&plugin);
        command.envs(around.iter().copied());
        ran(command, &plugin, self.patience).await.map_err(broken)
    }

    fn command(&self, plugin: &FakePlugin) -> Command {
        let path = plugin.path();
        let filled = |text: &OsStr| filled(text, path.as_os_str());
        let given = twin(&self.command);
        let mut command = Command::new(filled(given.get_program()));
        command.args(given.get_args().map(filled));
        for (name, value) in given.get_envs() {
            match value {
                Some(value) => command.env(name, filled(value)),
                None => command.env_remove(name),
            };
        }
        if let Some(directory) = given.get_current_dir() {
            command.current_dir(directory);
        }
        command
    }
}

impl Ran {
    /// The first launch, which must have been.
    pub(super) fn first(&self) -> Result<&Launched, Unmet> {
        self.launches.first().ok_or_else(|| Unmet::failed("it launched no plugin"))
    }

    /// The calls that have come, to whichever launch.
    pub(super) fn calls(&self) -> Vec<&str> {
        let seen = self.launches.iter().flat_map(|launched| &launched.seen);
        let called = seen.filter_map(|seen| match seen {
            Seen::Call(path) => Some(path.as_str()),
            _ => None,
        });
        called.collect()
    }

    /// Whether it ended by itself, in time.
    pub(super) fn ended(&self) -> bool {
        self.status.is_some()
    }

    /// How it ended, for reports.
    pub(super) fn end(&self) -> String {
        match self.status {
            Some(status) => format!("the host ended with {status}"),
            None => format!("the host still ran after {} s", self.took.as_secs()),
        }
    }

    /// Whether it is one of those words by which a program tells that it has crashed.
    pub(super) fn crash(&self) -> Option<&str> {
        self.output.lines().find(|line| CRASHES.iter().any(|crash| line.contains(crash)))
    }
}

async fn ran(command: Command, plugin: &FakePlugin, patience: Duration) -> std::io::Result<Ran> {
    let began = Instant::now();
    let mut command = tokio::process::Command::from(command);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0).kill_on_drop(true);
    let mut host = command.spawn()?;
    let group = Group(host.id());
    let streams = (gathered(host.stdout.take()), gathered(host.stderr.take()));
    let status = waited(&mut host, patience).await;
    let took = began.elapsed();
    if status.is_none() {
        host.kill().await?;
    }
    let over = |launches: &[Launched]| launches.iter().all(Launched::is_over).then_some(());
    let left = match plugin.wait_for(if status.is_some() { AFTERWARDS } else { Duration::ZERO }, over).await {
        Ok(()) => 0,
        Err(launches) => launches.iter().filter(|launched| !launched.is_over()).count(),
    };
    let launches = plugin.launches();
    drop(group);
    // A plugin that still runs may hold them open: what has come until now counts.
    let (out, err) = tokio::join!(text(streams.0), text(streams.1));
    Ok(Ran { launches, status, output: out + &err, took, left })
}

/// How it ended by itself, if it did.
async fn waited(host: &mut Child, patience: Duration) -> Option<ExitStatus> {
    tokio::time::timeout(patience, host.wait()).await.ok()?.ok()
}

/// A process group that is killed when this is dropped.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        let group = self.0.and_then(|group| i32::try_from(group).ok()).and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL); // An error means that nobody is in it.
        }
    }
}

/// What a stream holds, up to its end.
struct Gathered {
    read: Arc<std::sync::Mutex<Vec<u8>>>,
    reader: tokio::task::JoinHandle<()>,
}

fn gathered(stream: Option<impl AsyncRead + Unpin + Send + 'static>) -> Gathered {
    let read = Arc::<std::sync::Mutex<Vec<u8>>>::default();
    let into = Arc::clone(&read);
    let reader = tokio::spawn(async move {
        let Some(mut stream) = stream else { return };
        let mut some = [0; 16 * 1024];
        while let Ok(count @ 1..) = stream.read(&mut some).await {
            let mut into = into.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let room = MOST.saturating_sub(into.len());
            into.extend_from_slice(&some[..count.min(room)]);
        }
    });
    Gathered { read, reader }
}

async fn text(mut gathered: Gathered) -> String {
    let _ = tokio::time::timeout(Duration::from_millis(500), &mut gathered.reader).await; // As much as there is.
    gathered.reader.abort();
    let read = gathered.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    String::from_utf8_lossy(&read).into_owned()
}

/// A text with the plugin's path in it.
fn filled(text: &OsStr, path: &OsStr) -> OsString {
    match (text.to_str(), path.to_str()) {
        (Some(text), Some(path)) => text.replace(PLUGIN, path).into(),
        _ => text.to_owned(),
    }
}

impl fmt::Debug for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trial").field("command", &self.command).finish_non_exhaustive()
    }
}

/// What stands for the plugin's path in arguments and variables.
pub(super) const PLUGIN: &str = "{plugin}";
/// How long plugins may take to end behind their host.
const AFTERWARDS: Duration = Duration::from_secs(2);
/// How much of a host's output is kept.
const MOST: usize = 1 << 20;
/// What Go, Rust, Python, and the shell say.
const CRASHES: [&str; 5] = ["panic: ", "panicked at", "Traceback (most recent", "Segmentation fault", "SIGSEGV"];
