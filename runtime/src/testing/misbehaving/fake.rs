//! The plugin as a test holds it.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::unix::pipe;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::Script;
use super::body;
use super::life::play;
use super::seen::{Launched, Register};

/// A plugin that misbehaves, ready to be launched, as often as anybody likes.
///
/// It works on a thread of its own, so that a test may block. Dropping it kills what was launched and still runs, and removes
/// its files.
#[derive(Debug)]
pub struct FakePlugin {
    register: Register,
    stop: CancellationToken,
    thread: Option<JoinHandle<()>>,
    home: TempDir,
}

impl FakePlugin {
    pub(super) fn start(script: Script) -> io::Result<Self> {
        let home = tempfile::Builder::new().prefix("fake-plugin-").tempdir()?;
        body::make(home.path())?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let news = {
            let _context = runtime.enter();
            pipe::Receiver::from_file(body::open(&home.path().join("news"))?)?
        };
        let (register, stop) = (Register::default(), CancellationToken::new());
        let directed = direct(news, home.path().into(), Arc::new(script), register.clone());
        let stopped = stop.clone();
        let thread = std::thread::Builder::new().name("fake plugin".to_owned()).spawn(move || {
            // A hook of the server's need not be shared between threads.
            tokio::task::LocalSet::new().block_on(&runtime, async {
                tokio::select! {
                    () = directed => {}
                    () = stopped.cancelled() => {}
                }
            });
        })?;
        Ok(Self { register, stop, thread: Some(thread), home })
    }

    /// The file that a host launches.
    pub fn path(&self) -> PathBuf {
        self.home.path().join("plugin")
    }

    /// A command that runs it.
    pub fn command(&self) -> Command {
        Command::new(self.path())
    }

    /// What was launched so far, in that order, and what was seen of each host.
    pub fn launches(&self) -> Vec<Launched> {
        self.register.launches()
    }

    /// Waits until `met` finds what it looks for in the launches, and gives it.
    ///
    /// # Errors
    ///
    /// The launches as they are, where it does not within `deadline`.
    pub async fn wait_for<T>(
        &self,
        deadline: Duration,
        met: impl Fn(&[Launched]) -> Option<T>,
    ) -> Result<T, Vec<Launched>> {
        self.register.wait_for(deadline, met).await
    }
}

impl Drop for FakePlugin {
    fn drop(&mut self) {
        self.stop.cancel();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // Its panic has been told.
        }
    }
}

/// Hands each line of news to the launch that it is of; the first is its start.
async fn direct(news: pipe::Receiver, home: Arc<Path>, script: Arc<Script>, register: Register) {
    let mut launches = JoinSet::new();
    let mut lives: HashMap<u32, mpsc::UnboundedSender<String>> = HashMap::new();
    let mut left = Vec::new();
    let mut lines = BufReader::new(news).lines();
    loop {
        tokio::select! {
            line = lines.next_line() => {
                // We have both ends: there is always a next line.
                let Ok(Some(line)) = line else { return };
                let words: Vec<&str> = line.split(' ').collect();
                let (Some(Ok(pid)), rest) = (words.first().map(|word| word.parse()), words.get(1..).unwrap_or_default()) else {
                    continue;
                };
                let [word] = rest else { continue };
                match (word.parse(), lives.get(&pid)) {
                    (Ok(parent), _) => {
                        let (signals, signalled) = mpsc::unbounded_channel();
                        lives.insert(pid, signals);
                        let (home, script, register) = (Arc::clone(&home), Arc::clone(&script), register.clone());
                        let played = play(home, (pid, parent), script, register, signalled);
                        launches.spawn_local(async move { (pid, played.await) });
                    }
                    (Err(_), Some(life)) => _ = life.send((*word).to_owned()),
                    (Err(_), None) => {}
                }
            }
            Some(Ok((pid, played))) = launches.join_next() => {
                lives.remove(&pid);
                match played {
                    Ok(children) => left.extend(children),
                    Err(error) => tracing::warn!(%error, pid, "a launch of a fake plugin could not be played"),
                }
            }
        }
    }
}
